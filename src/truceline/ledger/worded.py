"""What a ledger tells of the words that sources choose; see :mod:`truceline.compare.wording`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any

from .queries import ClaimQuery, DocumentQuery
from .store import Store, StoredCopy

if TYPE_CHECKING:
    from ..compare.wording import Use
    from ..records import Document
    from ..sources.options import Failure

Watch = Callable[[Iterator["Document"], int], Iterable["Document"]]
"""Takes documents to be gone through, and how many there are, and gives them on: a way to show how far it is."""

_AT_ONCE = 20


def _unwatched(documents: Iterator[Document], _number: int) -> Iterable[Document]:
    return documents


class Worded:
    """The words of the lexicon where they stand, and whose they are."""

    if TYPE_CHECKING:
        store: Store

        def copies(self, **filters: Any) -> Iterator[StoredCopy]: ...

    def words(self, *, watch: Watch = _unwatched, **filters: Any) -> list[Use]:
        """The words in the documents that pass the filters (see :class:`~truceline.ledger.queries.DocumentQuery`), each
        use once though copies repeat it.

        The words of a report are found when it is read; where they are not there yet, it is read again for them.
        """
        from ..compare.wording import counted

        self.hear(watch=watch, **filters)
        query = DocumentQuery.of(**filters)
        found = list(self.store.words(query))
        ids = {stored.document.id for stored in self.store.documents(query)}
        return counted(found, originals_among(ids, self.copies(**filters)))

    def hear(self, *, watch: Watch = _unwatched, **filters: Any) -> list[Failure]:
        """Find the words of those documents that pass the filters whose words are not there yet; those that could not
        be read again."""
        from ..compare.wording import uses
        from ..engines.each import read_each
        from ..hearing import hear_documents
        from ..knowledge.lexicon import load_lexicon
        from ..knowledge.rival_names import rival_names
        from ..sources.options import Failure

        query = DocumentQuery.of(**filters)
        failed: dict[str, Failure] = {}
        for document in watch(self._unheard(query, failed.keys()), self.store.unheard(query)):
            (heard,) = read_each([document], hear_documents)
            if isinstance(heard, Failure):
                failed[document.id] = heard
                continue
            claims = tuple(entry.claim for entry in self.store.entries(ClaimQuery(document=(document.id,))))
            self.store.add_words(document.id, uses(heard, load_lexicon(), rival_names(), claims))
        return list(failed.values())

    def _unheard(self, query: DocumentQuery, failed: Set[str]) -> Iterator[Document]:
        while some := [d for d in self.store.to_hear(query, _AT_ONCE + len(failed)) if d.id not in failed]:
            yield from some


def originals_among(ids: Set[str], copies: Iterable[StoredCopy]) -> dict[str, str]:
    """For each of these documents that is a copy of one of them, that one."""
    return {c.copy.id: c.original for c in copies if {c.copy.id, c.original} <= ids and c.copy.id != c.original}
