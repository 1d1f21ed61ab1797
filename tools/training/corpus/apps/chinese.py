"""Short requests in Chinese, for the attributes that have a Chinese name."""

from random import Random

from .attributes import NONE
from .colours import CHINESE
from .thinking import mark

_OPEN = ("做一个", "请做一个", "帮我做一个", "写一个", "我想要一个", "生成一个", "创建一个", "请写一个", "给我一个", "来一个")
_JOIN = ("，", "，", "、", " ")


def prompt(family, spec, names: list[str], rng: Random) -> str | None:
    """None when something has to be mentioned that has no Chinese words."""
    parts = []
    for name in names:
        part = _part(family.attributes[name], getattr(spec, name), rng)
        if part is None:
            return None
        parts.append(part + mark(family, name))
    return rng.choice(_OPEN) + rng.choice(_JOIN).join([family.zh] + parts) + rng.choice(("。", "", ""))


def _part(attribute, value, rng: Random) -> str | None:
    if not attribute.zh or value == NONE:
        return None
    if attribute.kind == "option":
        return (rng.choice(("带", "要有", "加上")) if value else rng.choice(("不要", "没有"))) + attribute.zh
    if attribute.kind == "choice":
        words = attribute.zh_values.get(value)
        return f"{attribute.zh}{rng.choice(('用', '为', '：'))}{words}" if words else None
    if attribute.kind == "text":
        return f"{attribute.zh}{rng.choice(('是', '为', '叫'))}“{value}”"
    if attribute.kind == "list":
        return f"{attribute.zh}：" + "，".join(": ".join(map(str, item)) if isinstance(item, tuple) else item
                                              for item in value)
    if attribute.kind == "colour":
        return f"{attribute.zh}{rng.choice(('用', '为', '是'))}{CHINESE.get(value, value)}"
    return f"{attribute.zh}{rng.choice(('', '为', '是', '：'))}{value}"
