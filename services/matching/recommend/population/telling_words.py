"""Words that few of a roster say: who shares one has something to talk about, in whatever language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from services.matching.people.person import Sentence
from services.matching.recommend.population.term_index import stems
from shared.text import common_words

EVERYDAY = 5000
"""Words more common than this tell nothing of two people, or name a topic that is told as one."""
_SHORTEST = 4
_LONG = 7
"""Letters of a word that may be several, written as one: `Veloverkehr`."""

_THEIRS = """
aber alle allem allen aller alles andere anderen arbeite arbeiten auch beim bessere dann dass dein denen
dort durch eine einem einen einer eines etwas frage fragen geben gegen gerade gerne ganz haben hatte
hier ihre ihren immer jahre jahren jede jeden kann leben leite machen macht mehr mein meine meinem
meinen meiner mich mochte mochten musste nach neue neuen nicht noch oder ohne sehr sein seine seit
selber selbst sich sind sowie suche suchen uber unser unsere unseren unter viel viele vielen wann warum
weil wenn werden wird wieder wollen zwischen autre autres aussi avec avoir cela cette ceux chaque
cherche chez comme dans depuis deux donc elle encore entre etre faire fait leur leurs mais meme moins
nous notre nouveau nouvelle pendant plus pour pourquoi quand quel quelle sans sont sous suis toujours
tous tout toute toutes travaille tres vers votre vous algo ahora aqui busco cada como cuando desde donde
ella eran esta este estos estoy hace hasta mucho para pero porque puede quien quiero sobre somos tambien
tengo tiene todo todos trabajo ainda minha muito nosso onde procuro quando quero seus tambem tenho
trabalho voce anche ancora cerco come cosa cosi degli della delle dove essere fare hanno lavoro loro
molto nella nelle nostro ogni quello questa questo sempre sono stato tutti tutto deze door haar hebben
heeft maar meer mijn naar niet nieuwe omdat onder onze over veel voor waar wordt werk werken zijn zoek
zoals
"""
_THEIR_EVERYDAY = frozenset(_THEIRS.split())
"""… and those of German, French, Spanish, Portuguese, Italian and Dutch, folded."""

Places = Mapping[str, int]
"""Where somebody says each word: the row of a sentence."""
NOTHING_SAID: Places = {}
"""… of who only names things: names are topics, and shared as such."""


class FewSay(NamedTuple):
    """The words that few of a roster say and more than one, each with how many; the `parts` of long words."""

    users: Mapping[str, int]
    parts: Mapping[str, Sequence[str]]

    def at_most(self, people: float) -> "FewSay":
        """Return those that so many say at most."""
        return self._replace(users={word: many for word, many in self.users.items() if many <= people})

    def of(self, said: Places) -> Places:
        """Return those of one person, the rarest first, of equals the longest."""
        found = _with_parts(said, self.parts)
        own = sorted((self.users[word], -len(word), word) for word in found.keys() & self.users.keys())
        return {word: found[word] for _, _, word in own}


def said_words(sentences: Sequence[Sentence]) -> Places:
    """Return where each word that may tell something is said: in a need or an offer, or the shortest."""
    found: dict[str, int] = {}
    for row in sorted(range(len(sentences)), key=lambda row: _order(sentences[row])):
        for stem in stems(sentences[row].text):
            if stem not in found and _may_tell(stem):
                found[stem] = row
    return found


def _order(sentence: Sentence) -> tuple[bool, int]:
    return sentence.field not in {"needs", "offers"}, len(sentence.text)


@lru_cache(maxsize=1 << 16)
def _may_tell(stem: str) -> bool:
    if len(stem) < _SHORTEST or not stem.isalpha() or stem in _THEIR_EVERYDAY:
        return False
    return common_words().get(stem, EVERYDAY) >= EVERYDAY


def few_say(said: Sequence[Places], most: float) -> FewSay:
    """Return the words that `most` people of a roster say at most.

    Who says a long word says those, too, that others say and that it begins or ends with.
    """
    alone = frozenset(chain.from_iterable(said))
    long = (word for word in alone if len(word) >= _LONG and word not in common_words())
    parts = {word: found for word in long if (found := _parts(word, alone))}
    users = Counter(chain.from_iterable(_with_parts(own, parts) for own in said))
    return FewSay({word: many for word, many in users.items() if many > 1}, parts).at_most(most)


def said_rows(said: Sequence[Places], few: FewSay) -> csr_array:
    """Return people as rows of such words; the product of two counts those that both say, the rarest most."""
    columns = {word: i for i, word in enumerate(few.users)}
    found = [[columns[word] for word in _with_parts(own, few.parts) if word in columns] for own in said]
    starts = np.cumsum([0, *map(len, found)])
    places = np.array([column for own in found for column in own], dtype=np.int64)
    weights = 1 / np.sqrt(np.array(list(few.users.values()), dtype=float))
    return csr_array((weights[places], places, starts), shape=(len(said), len(columns)))


def _with_parts(said: Places, parts: Mapping[str, Sequence[str]]) -> Places:
    more = [(part, row) for word, row in said.items() if word in parts for part in parts[word]]
    return {**dict(more), **said} if more else said


def _parts(word: str, known: AbstractSet[str]) -> list[str]:
    ends = range(_SHORTEST, len(word))
    found = [part for end in ends for part in (word[:end], word[end:])]
    return [part for part in found if part in known and len(part) >= _SHORTEST]
