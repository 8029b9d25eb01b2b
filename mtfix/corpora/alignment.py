"""Word-level edits between two versions of a sentence (Levenshtein, through rapidfuzz)."""

from rapidfuzz.distance import Levenshtein

from mtfix.corpora.marked import words


def edits(old: str, new: str) -> list[tuple[int, int, str]]:
    """The edits (start, end, replacement) that turn `old` into `new`, on word boundaries of `old`, in order.

    Neighbouring edits are one edit. A deletion takes one adjoining space along. An insertion takes in the words on both
    sides, so that no edit is empty in `old`.
    """
    a, b = words(old), words(new)
    left = [old[s:e] for s, e in a]
    right = [new[s:e] for s, e in b]
    result: list[tuple[int, int, str]] = []
    blocks = [
        [op.src_start, op.src_end, op.dest_start, op.dest_end]
        for op in Levenshtein.opcodes(left, right)
        if op.tag != "equal"
    ]
    merged: list[list[int]] = []
    for block in blocks:
        if block[0] == block[1]:
            block = _widen(block, len(a), len(b))
        if merged and block[0] < merged[-1][1] + (block[2] < merged[-1][3]):
            merged[-1][1], merged[-1][3] = max(block[1], merged[-1][1]), max(block[3], merged[-1][3])
        else:
            merged.append(block)
    for i, j, k, m in merged:
        if i < j and k < m:
            result.append((a[i][0], a[j - 1][1], new[b[k][0] : b[m - 1][1]]))
        elif i < j:
            result.append((*deletion(old, a[i][0], a[j - 1][1]), ""))
    return result


def deletion(text: str, start: int, end: int) -> tuple[int, int]:
    """The range to cut so that no doubled space stays: the space before it goes too, at an opening the one behind."""
    if start > 0 and text[start - 1] == " ":
        return start - 1, end
    opening = start == 0 or text[start - 1] in "([{“‘\n"
    return start, end + (opening and text[end : end + 1] == " ")


def _widen(block: list[int], old_size: int, new_size: int) -> list[int]:
    """An insertion with one word of context on each side where there is one."""
    i, j, k, m = block
    before = 1 if i > 0 and k > 0 else 0
    after = 1 if j < old_size and m < new_size else 0
    return [i - before, j + after, k - before, m + after]
