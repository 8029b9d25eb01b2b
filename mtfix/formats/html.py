"""HTML: what a reader sees is text, with alt and title attributes; scripts, styles, code and all tags are markup.

Block elements are paragraphs of the plain text; inline tags show nothing. White space reads as one space, entities
as what they stand for. An alt or title text inside a sentence reads in parentheses.
"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from mtfix.formats.splitting import PARAGRAPH_END, Piece, Unit, annotated, cut
from mtfix.text import AnnotatedText, Kind, Span
