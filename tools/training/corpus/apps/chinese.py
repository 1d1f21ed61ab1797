"""Requests in Chinese, for the attributes that have a Chinese name, and the sentences that answer them."""

import re
from random import Random

from . import free_requests
from .attributes import NONE, echo
from .colours import CHINESE
from .thinking import mark

_OPEN = ("做一个", "请做一个", "帮我做一个", "写一个", "我想要一个", "生成一个", "创建一个", "请写一个", "给我一个", "来一个")
_JOIN = ("，", "，", "、", " ")
_FREE_SHARE = 0.6
_CHANGES = ("把{name}改成{value}", "{name}换成{value}", "{name}改为{value}", "{name}：{value}", "{name}要{value}",
            "请把{name}设为{value}", "{name}我想要{value}")
_ON = ("加上{name}", "再加一个{name}", "我还想要{name}", "打开{name}")
_OFF = ("去掉{name}", "不要{name}了", "把{name}去掉", "关掉{name}")
_BEFORE = ("好的，", "不错，", "很好，", "嗯，", "谢谢，", "再改一下：")
_QUOTES = ("“”", "“”", "“”", '""', "「」", "《》")
_HAN = re.compile("[\u4e00-\u9fff]")


def is_chinese(text: str) -> bool:
    return bool(_HAN.search(text))


def prompt(family, spec, names: list[str], rng: Random) -> str | None:
    """None when something has to be mentioned that has no Chinese words."""
    request = free_requests.draw(family, spec, names, rng, "zh") if rng.random() < _FREE_SHARE else None
    parts = []
    for name in names:
        if request and name in request.names():
            continue
        part = _part(family.attributes[name], getattr(spec, name), rng)
        if part is None:
            return None
        parts.append(part + mark(family, name))
    if request:
        begin = request.written(family, spec, lambda one, value, _: _value(one, value, rng))
        return rng.choice(("，", "。")).join([begin.rstrip("。，！"), *parts]) if parts else begin
    return rng.choice(_OPEN) + rng.choice(_JOIN).join([family.zh] + parts) + rng.choice(("。", "", ""))


def change(family, spec, names: list[str], rng: Random) -> str | None:
    """A request to change these attributes to what `spec` has; None as above."""
    parts = []
    for name in names:
        one, value = family.attributes[name], getattr(spec, name)
        if not one.zh or value == NONE:
            return None
        if one.kind == "option":
            text = rng.choice(_ON if value else _OFF).format(name=one.zh)
        elif words := one.zh_values.get(value) if one.kind == "choice" else _value(one, value, rng):
            text = rng.choice(_CHANGES).format(name=one.zh, value=words)
        else:
            return None
        parts.append(text + mark(family, name))
    return (rng.choice(_BEFORE) if rng.random() < 0.2 else "") + rng.choice(("，", "，", "。")).join(parts)


def here_is(family, spec) -> str:
    """The sentence before a page."""
    return f"这是“{spec.title}”：{family.zh}。"


def changed(family, spec, names: list[str]) -> str:
    """The sentence before a page that was changed."""
    told = (f"{family.attributes[name].zh or name}：{_told(getattr(spec, name))}" for name in names)
    return "已修改" + "，".join(told) + "。"


def _told(value) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else echo(value)


def _value(attribute, value, rng: Random) -> str:
    if attribute.kind == "text":
        begin, end = rng.choice(_QUOTES)
        return begin + value + end
    if attribute.kind == "list":
        return "，".join(": ".join(map(str, item)) if isinstance(item, tuple) else item for item in value)
    return CHINESE.get(value, value) if attribute.kind == "colour" else str(value)


def _part(attribute, value, rng: Random) -> str | None:
    if not attribute.zh or value == NONE:
        return None
    if attribute.kind == "option":
        return (rng.choice(("带", "要有", "加上")) if value else rng.choice(("不要", "没有"))) + attribute.zh
    if attribute.kind == "choice":
        words = attribute.zh_values.get(value)
        return f"{attribute.zh}{rng.choice(('用', '为', '：'))}{words}" if words else None
    joints = {"text": ("是", "为", "叫"), "list": ("：",), "colour": ("用", "为", "是")}
    return attribute.zh + rng.choice(joints.get(attribute.kind, ("", "为", "是", "："))) + _value(attribute, value, rng)
