"""The kinds of documents, by name."""

from .article import Article
from .contract import Contract
from .log import Log
from .registry import Registry
from .source_tree import SourceTree
from .table import Table

KINDS = {kind.name: kind for kind in (Contract(), SourceTree(), Log(), Registry(), Article(), Table())}
