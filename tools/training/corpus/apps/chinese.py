"""Requests in Chinese, for the attributes that have a Chinese name, and the sentences that answer them."""

from random import Random

from ..chinese import HAN
from . import free_requests
from .attributes import NONE, echo
from .colours import spoken_in_chinese
from .thinking import BEYOND, mark, plain

_OPEN = ("做一个", "请做一个", "帮我做一个", "写一个", "我想要一个", "生成一个", "创建一个", "请写一个", "给我一个", "来一个")
_JOIN = ("，", "，", "、", " ")
_FREE_SHARE = 0.6
_CHANGES = ("把{name}改成{value}", "{name}换成{value}", "{name}改为{value}", "{name}：{value}", "{name}要{value}",
            "请把{name}设为{value}", "{name}我想要{value}")
_ON = ("加上{name}", "我还想要{name}", "要有{name}", "请加上{name}")
_OFF = ("去掉{name}", "不要{name}", "把{name}去掉", "不需要{name}")
_BEFORE = ("好的，", "不错，", "很好，", "嗯，", "谢谢，", "再改一下：")
_EXTRAS = ("音效", "背景音乐", "联机对战", "用户登录", "排行榜", "聊天功能", "语音控制", "数据库", "关卡编辑器", "支付功能", "地图",
           "视频", "消息推送", "云同步", "成就系统", "新手教程", "广告", "分享到微信")
_WITH_EXTRA = ("，还要有{}", "，再加上{}", "，另外加{}", "。还要{}。", "，最好有{}")
_ORDERS = ("做一个{}", "帮我做一个{}", "请做一个{}", "写一个{}", "我想要一个{}", "能做一个{}吗？", "来一个{}", "帮我写{}", "给我做个{}吧",
           "可以写一个{}吗", "生成{}")
_NOT_MADE = ("象棋游戏", "五子棋", "微信小程序", "网上商城", "社交网站", "俄罗斯方块", "数独", "斗地主游戏", "音乐播放器", "视频网站", "天气应用",
             "翻译软件", "博客网站", "聊天室", "赛车游戏", "射击游戏", "记账软件", "订票系统", "安卓应用", "爬虫", "Python 脚本", "操作系统",
             "图片编辑器", "登录页面", "公司官网", "一首诗", "一篇作文", "一份简历", "一份商业计划", "一个故事", "演讲稿", "周报", "SQL 查询")
_QUOTES = ("“”", "“”", "“”", '""', "「」", "《》")


def is_chinese(text: str) -> bool:
    return bool(HAN.search(text))


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
        joint = "" if plain(begin)[-1] in "？！?!" else rng.choice(("，", "。"))
        return (begin.rstrip("。，") + joint + (joint or "，").join(parts)) if parts else begin
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
    return "，".join(_told(family.attributes[name].zh or name, getattr(spec, name)) for name in names) + "。"


def _told(name: str, value) -> str:
    if isinstance(value, bool):
        return ("已加上" if value else "已去掉") + name
    return f"{name}已改为{echo(value)}"


def extra_wish(rng: Random) -> tuple[str, str]:
    """What follows a request and asks for something no family has, marked, and the answer's sentence about it."""
    extra = rng.choice(_EXTRAS)
    return rng.choice(_WITH_EXTRA).format(extra + BEYOND), f"{extra}我做不了，所以没有加。"


def about_the_range(attribute, used) -> str:
    return f"{attribute.zh}的范围是{attribute.low}到{attribute.high}，所以用了{used}。"


def refused(rng: Random) -> str:
    """A request outside all families."""
    return rng.choice(_ORDERS).format(rng.choice(_NOT_MADE))


def refusal(families) -> str:
    return f"这个我做不了。我是一个小模型，只会做这些应用：{'、'.join(one.zh for one in families)}。你想要哪一个？"


def _value(attribute, value, rng: Random) -> str:
    if attribute.kind == "text":
        begin, end = rng.choice(_QUOTES)
        return begin + value + end
    if attribute.kind == "list":
        return "，".join(": ".join(map(str, item)) if isinstance(item, tuple) else item for item in value)
    return spoken_in_chinese(value, rng) if attribute.kind == "colour" else str(value)


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
