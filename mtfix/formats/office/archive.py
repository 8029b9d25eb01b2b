"""A zip archive in memory: read within limits, written with some members changed and all others byte for byte.

Python's zipfile reads; it cannot copy a member without packing it anew, so the archive is put together here.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from mtfix.errors import InputError

MAX_BYTES = 128 << 20  # of the whole file, which is read into memory
MAX_MEMBERS = 10_000
MAX_TOTAL = 4 << 30  # bytes that all members say they unpack to
MAX_MEMBER = 64 << 20  # bytes that one member which is read may unpack to: ten novels
MAX_RATIO, FREE = 200, 1 << 20  # a member that is read may be packed so many times smaller, the first MiB is free

_END, _CENTRAL, _LOCAL = struct.Struct("<4s4H2LH"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s5H3L2H")
_COMMENT = 0xFFFF  # an archive's own comment is no longer
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8  # flags of a member
_ZIP64 = 1  # the extra field that holds large sizes


class _Entry(NamedTuple):
    """A member as the directory at the archive's end records it."""

    name: str
    record: bytes
    flags: int
    method: int
    packed: int
    size: int
    offset: int


@dataclass(frozen=True)
class Archive:
    """The members of a zip archive in the order of its directory."""

    data: bytes
    path: str
    entries: Mapping[str, _Entry]
    directory: int

    @classmethod
    def open(cls, data: bytes, path: str) -> "Archive":
        """Read the directory. Raises InputError E007 if it is broken or encrypted, E008 if it unpacks to too much."""
        if data.startswith(_OLE):
            hint = "open it in a word processor and save it without a password as docx or odt"
            raise InputError("E007", "this is an encrypted document or an old binary one", path=path, hint=hint)
        if len(data) > MAX_BYTES:
            raise InputError("E008", f"the file is larger than {MAX_BYTES >> 20} MiB", path=path)
        count, size, start = _end(data, path)
        if count > MAX_MEMBERS or size > MAX_MEMBERS * 512:
            raise InputError("E008", f"an archive of {count} members is no document", path=path)
        entries = list(_entries(data[start : start + size], path))
        if len(entries) != count or len({entry.name for entry in entries}) != count:
            raise broken(path, "its directory and its members do not agree")
        if not all(entry.offset < start and data.startswith(b"PK\3\4", entry.offset) for entry in entries):
            raise broken(path, "its directory points to no member")
        _refuse_bombs(entries, start, path)
        return cls(data, path, {entry.name: entry for entry in entries}, start)

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a member. Raises InputError E007 or E008."""
        entry = self.entries.get(name)
        if entry is None:
            raise broken(self.path, f"it has no part {name}")
        if entry.method not in (ZIP_STORED, ZIP_DEFLATED):
            raise broken(self.path, f"{name} is packed by an unknown method")
        if entry.size > MAX_MEMBER:
            raise InputError("E008", f"{name} would unpack to more than {MAX_MEMBER >> 20} MiB", path=self.path)
        if entry.size > FREE + MAX_RATIO * entry.packed:
            raise InputError("E008", f"{name} would unpack to over {MAX_RATIO} times its size", path=self.path)
        try:
            return self._reader.read(name)
        except (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
            raise broken(self.path, f"{name} is damaged") from None

    @cached_property
    def _reader(self) -> ZipFile:
        return ZipFile(BytesIO(self.data))

    def rewritten(self, changes: Mapping[str, bytes]) -> bytes:
        """The archive with the content of some members changed; new ones come last."""
        by_place = sorted(self.entries.values(), key=lambda entry: entry.offset)
        ends = [*(entry.offset for entry in by_place[1:]), self.directory]
        out = bytearray(self.data[: by_place[0].offset])
        records = {}
        for entry, end in zip(by_place, ends, strict=True):
            local = self.data[entry.offset : end]
            record = entry.record
            if entry.name in changes:
                local, record = _repacked(local, record, entry.method, changes[entry.name])
            records[entry.name] = _placed(record, len(out))
            out += local
        for name in (name for name in changes if name not in self.entries):
            local, record = _new_member(name, changes[name])
            records[name] = _placed(record, len(out))
            out += local
        start = len(out)
        # the old members keep their order in the directory, too
        for name in dict.fromkeys([*self.entries, *records]):
            out += records[name]
        end_record = self.data[self.data.rindex(b"PK\5\6") :]
        fields = list(_END.unpack_from(end_record))
        fields[3:7] = [len(records), len(records), len(out) - start, start]
        return bytes(out + _END.pack(*fields) + end_record[_END.size :])


def broken(path: str, problem: str) -> InputError:
    """The error of a package that is not one."""
    return InputError("E007", f"this is not a whole document: {problem}", path=path)


def _end(data: bytes, path: str) -> tuple[int, int, int]:
    """How many members there are, how long the directory is, and where it starts."""
    place = data.rfind(b"PK\5\6", max(0, len(data) - _COMMENT - _END.size))
    if place < 0 or place + _END.size > len(data):
        raise broken(path, "no zip archive, or cut short")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, place)
    if data[max(0, place - 20) : place].startswith(b"PK\6\7") or 0xFFFF in (count, here):
        raise broken(path, "a zip64 archive, which no word processor writes")
    fits = start + size == place and place + _END.size + comment == len(data)
    if disk or first_disk or here != count or not count or not fits:
        raise broken(path, "its directory is damaged")
    return count, size, start


def _entries(directory: bytes, path: str) -> Iterator[_Entry]:
    position = 0
    while position < len(directory):
        if len(directory) < position + _CENTRAL.size or not directory.startswith(b"PK\1\2", position):
            raise broken(path, "its directory is damaged")
        fields = _CENTRAL.unpack_from(directory, position)
        flags, method, packed, size, offset = fields[3], fields[4], fields[8], fields[9], fields[16]
        name_at = position + _CENTRAL.size
        end = name_at + sum(fields[10:13])
        name = directory[name_at : name_at + fields[10]].decode("utf-8" if flags & 0x800 else "cp437", "replace")
        yield _Entry(name, directory[position:end], flags, method, packed, size, offset)
        position = end


def _refuse_bombs(entries: Sequence[_Entry], start: int, path: str) -> None:
    if any(entry.flags & _ENCRYPTED for entry in entries):
        raise InputError("E007", "the archive is encrypted", path=path, hint="save it without a password")
    if sum(entry.size for entry in entries) > MAX_TOTAL:
        raise InputError("E008", f"it would unpack to more than {MAX_TOTAL >> 30} GiB", path=path)
    if sum(entry.packed for entry in entries) > start:
        raise InputError("E008", "its members overlap", path=path)


def _repacked(local: bytes, record: bytes, method: int, content: bytes) -> tuple[bytes, bytes]:
    """A member's local header with data, and its record, for new content; name, time and method stay."""
    packed = _deflated(content) if method == ZIP_DEFLATED else content
    sizes = [zlib.crc32(content), len(packed), len(content)]
    fields = list(_LOCAL.unpack_from(local))
    name = local[_LOCAL.size : _LOCAL.size + fields[9]]
    extra = _without_zip64(local[_LOCAL.size + fields[9] :][: fields[10]])
    fields[2] &= ~_DESCRIPTOR
    fields[6:9] = sizes
    fields[10] = len(extra)
    made = _LOCAL.pack(*fields) + name + extra + packed
    fields = list(_CENTRAL.unpack_from(record))
    fields[3] &= ~_DESCRIPTOR
    fields[7:10] = sizes
    name, rest = record[_CENTRAL.size :][: fields[10]], record[_CENTRAL.size + fields[10] :]
    extra, comment = _without_zip64(rest[: fields[11]]), rest[fields[11] :]
    fields[11] = len(extra)
    return made, _CENTRAL.pack(*fields) + name + extra + comment


def _new_member(name: str, content: bytes) -> tuple[bytes, bytes]:
    """The same for a new member; its time is the first that zip knows, as word processors do it."""
    packed, title = _deflated(content), name.encode()
    common = [20, 0x800, ZIP_DEFLATED, 0, 0x21, zlib.crc32(content), len(packed), len(content), len(title), 0]
    local = _LOCAL.pack(b"PK\3\4", *common) + title + packed
    return local, _CENTRAL.pack(b"PK\1\2", 20, *common, 0, 0, 0, 0, 0) + title


def _placed(record: bytes, offset: int) -> bytes:
    return record[:42] + struct.pack("<L", offset) + record[46:]


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def _without_zip64(extra: bytes) -> bytes:
    kept, position = b"", 0
    while position + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, position)
        if kind != _ZIP64:
            kept += extra[position : position + 4 + size]
        position += 4 + size
    return kept + extra[position:]
