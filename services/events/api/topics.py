"""The topic tree with counts."""

from fastapi import APIRouter, Request, Response

from services.events.api.runtime import Events
from services.events.store.search.search import count_topics
from shared.contracts.events import Topic
from shared.contracts.paging import Page
from shared.web import bytes_answer

router = APIRouter(tags=["topics"])


@router.get("/v1/topics", response_model=Page[Topic], summary="The topic tree")
async def get_topics(request: Request, runtime: Events) -> Response:
    """Every area followed by its topics, with how many upcoming events there are on each."""
    counts = await count_topics(runtime.db, runtime.clock())
    tree = runtime.topics
    items: list[Topic] = []
    for area in tree.areas.values():
        items.append(_node(area.id, area.label, None, area.description, counts))
        items += [
            _node(topic.id, topic.label, area.id, topic.description, counts)
            for topic in tree.topics.values()
            if topic.area == area.id
        ]
    answer = Page[Topic](items=tuple(items), next=None)
    return bytes_answer(request, answer.model_dump_json().encode(), max_age_s=60)


def _node(key: str, label: str, area: str | None, description: str, counts: dict[str, int]) -> Topic:
    return Topic(id=key, label=label, area=area, description=description, upcoming=counts.get(key, 0))
