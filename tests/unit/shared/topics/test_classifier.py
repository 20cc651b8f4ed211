import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import load_embedder
from shared.topics import Classifier, load_topics

CLASSIFIER = Classifier(load_topics(), load_embedder())


def first(title: str, text: str = "", *hints: str) -> str | None:
    scores = CLASSIFIER.classify(title, text, hints)
    return scores[0].id if scores else None


def ids(title: str, text: str = "", *hints: str) -> set[str]:
    return {score.id for score in CLASSIFIER.classify(title, text, hints)}


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("KubeCon Europe 2027", "cloud.kubernetes"),
        ("K8s für Einsteiger", "cloud.kubernetes"),
        ("GopherCon UK", "software.go"),
        ("RustFest Zürich", "software.rust"),
        ("C++ on Sea", "software.cpp"),
        ("Belgian .NET Meetup", "software.dotnet"),
        ("PyCon Portugal", "software.python"),
        ("Nursing leadership summit", "health-care.nursing"),
        ("European Congress of Radiology", "health-care.radiology"),
        ("FP&A Forum Munich", "finance.fpa"),
        ("People Ops Unconference", "people.people-operations"),
        ("International Arbitration Week", "law.arbitration"),
        ("Annual Tax Policy Symposium", "finance.tax"),
        ("Dairy Farming Expo", "agriculture.livestock"),
        ("Sommelier Masterclass", "agriculture.viticulture"),
        ("Primary School Teachers' Day", "education.school-teaching"),
        ("Offshore Wind Conference", "energy.wind"),
        ("Women Founders Pitch Night", "ventures.women-founders"),
        ("Bridge Engineering Congress", "engineering.civil"),
        ("Lean Six Sigma Summit", "manufacturing.lean"),
        ("Mayors' Assembly on Affordable Housing", "public-sector.housing"),
        ("Grant writing for beginners", "nonprofit.grants"),
        ("Short Film Festival", "arts.film"),
        ("Hotel Management Forum", "hospitality.hotels"),
        ("Scrum Gathering Lisbon", "leadership.agile"),
        ("BrightonSEO", "marketing.seo"),
        ("Customer Success Festival", "sales.customer-success"),
        ("Digital Forensics & Incident Response Day", "security.forensics"),
        ("Quantum Computing Summer", "hardware.quantum-computing"),
        ("Graph Theory Colloquium", "science.mathematics"),
        ("CRISPR Workshop", "life-sciences.genomics"),
        ("A11y Camp", "product-design.accessibility"),
        ("3 Bumps from Winters - no-drop", "hospitality.outdoor"),
        ("Vino and Vinyl - County Record Sale", "arts.music"),
    ],
)
def test_events_of_many_professions(title: str, topic: str) -> None:
    assert first(title) == topic


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Where Do We Go From Here?", "software.go"),
        ("Time to REST and recover", "software.apis"),
        ("A day of rest", "software.apis"),
        ("Rust Belt History Tour", "software.rust"),
        ("Ruby's Birthday Party", "software.ruby"),
        ("How to react to grief", "software.javascript"),
        ("Spring Garden Fair", "software.java"),
        ("The Art of Selling", "arts.visual-arts"),
        ("Professional networking breakfast", "cloud.networking"),
        ("Coffee and Code", "agriculture.beverages"),
        ("DrupalCamp Benidorm", "hospitality.outdoor"),
        ("Design sprint, 2:00 PM", "product-design.product-management"),
        ("Woodland or Esparto", "agriculture.forestry"),
        ("Puppet show", "cloud.devops"),
        ("Neighbourhood game day", "cloud.chaos-engineering"),
        ("CocoaConf Boston", "agriculture.crops"),
        ("Rails at Scale", "engineering.transport"),
        ("IEEE Conference on Cataloguing", "engineering.electrical"),
        ("Mahjong every Monday morning from ten to noon", "nonprofit.faith-groups"),
        ("Old school rock and hair metal", "manufacturing.metals"),
        ("Blue Ridge Ruby", "arts.music"),
        ("Tech Ecosystem Latin America", "life-sciences.ecology"),
        ("Garden City RubyConf", "agriculture.horticulture"),
        ("PHP Spring Edition", "software.java"),
        ("London Ruby Unconference", "hospitality.conferences"),
        ("Toronto Tango Marathon", "hospitality.fitness"),
        ("Cohesity Catalyst", "science.chemistry"),
        ("I build pipelines of retail data", "cloud.ci-cd"),
        ("Simulation educator", "education.school-teaching"),
    ],
)
def test_everyday_words_are_not_technologies(title: str, topic: str) -> None:
    assert topic not in ids(title)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Breakfast for PMs", "product-design.product-management"),
        ("Rails at Scale", "software.ruby"),
        ("Light rail in small towns", "engineering.transport"),
        ("Puppet on your infrastructure", "cloud.devops"),
        ("Data mining congress", "data-ai.machine-learning"),
        ("Metals and steel in manufacturing", "manufacturing.metals"),
        ("Chicago Blues Festival", "arts.music"),
        ("Ecology of forest ecosystems", "life-sciences.ecology"),
        ("Catalysts in industrial chemistry", "science.chemistry"),
        ("Berlin Marathon", "hospitality.fitness"),
        ("Build pipelines that hold", "cloud.ci-cd"),
        ("Educators conference", "education.school-teaching"),
    ],
)
def test_the_same_words_name_their_topics_where_these_are_meant(title: str, topic: str) -> None:
    assert topic in ids(title)


def test_a_guarded_alias_counts_beside_a_sign_of_its_area() -> None:
    assert first("Go for backend developers") in {"software.go", "software.backend"}
    assert "software.go" in ids("Go for backend developers")
    assert "software.apis" in ids("REST in microservices")
    assert ids("Agile Tour Paris", "Agile Tour Paris @ France") == {"leadership.agile"}


def test_a_long_text_says_its_area_by_signs_near_the_word_or_many_of_them() -> None:
    far = "word " * 20
    assert ids("Old Metal", f"{far} shipping") == set()
    assert ids("Old Metal", f"{far} shipping of machinery from the factory") == {"manufacturing.metals"}
    assert ids("Evening", f"shipping {far} metal {far}") == set()
    assert "manufacturing.metals" in ids("Evening", "metal in shipping. " * 3)


def test_the_sources_topic_decides_where_the_title_is_silent() -> None:
    assert first("Øredev Evening", "", "golang") == "software.go"
    assert first("Evening", "", "health-care.nursing") == "health-care.nursing"
    assert first("Evening", "", "Midwifery") == "health-care.nursing"
    assert "source topic" in CLASSIFIER.classify("Evening", "", ("golang",))[0].evidence


def test_a_title_weighs_more_than_a_text() -> None:
    title, text = "Oncology grand round", "With wine, and a word on accounting."
    assert first(title, text) == "health-care.oncology"


def test_a_word_in_the_text_is_no_topic_beside_one_of_the_title() -> None:
    text = "With live music, and a word on accounting standards."
    assert ids("Oncology grand round", text) == {"health-care.oncology"}
    assert "arts.music" in ids("Summer evening", text)


def test_scores_say_why() -> None:
    assert CLASSIFIER.classify("GopherCon", "")[0].evidence == 'title: "GopherCon"'


def test_nothing_to_go_by_gives_nothing() -> None:
    assert CLASSIFIER.classify("", "") == ()


@given(st.text(max_size=200), st.text(max_size=400), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_gives_at_most_five_sorted_scores(title: str, text: str, hints: list[str]) -> None:
    scores = CLASSIFIER.classify(title, text, tuple(hints))
    assert len(scores) <= 5
    assert all(0 < score.confidence <= 1 for score in scores)
    assert list(scores) == sorted(scores, key=lambda score: (-score.confidence, score.id))
    assert scores == CLASSIFIER.classify(title, text, tuple(hints))


@given(
    st.lists(st.tuples(st.sampled_from(("GopherCon", "Nursing day", "")), st.text(max_size=40)), max_size=4)
)
def test_many_at_once_are_told_as_each_by_itself(told: list[tuple[str, str]]) -> None:
    described = [(title, text, ("golang",)) for title, text in told]
    assert CLASSIFIER.classify_all(described) == [CLASSIFIER.classify(*each) for each in described]


@pytest.mark.parametrize("word", ["Go ", "Aa", "A", "kubernetes ", "&", "C++", "é"])
def test_endless_texts_are_read_only_to_their_bound(word: str) -> None:
    endless = word * 300_000
    assert CLASSIFIER.classify(endless, endless) == CLASSIFIER.classify(endless[:30_000], endless[:30_000])


def test_a_phrase_in_the_text_tells_more_than_a_word_there() -> None:
    title = "Digital Health Bridge"
    assert ids(title, "Digital health and electronic health records") == {
        "health-care.digital-health", "health-care.health-records"
    }  # fmt: skip
    assert ids(title, "Digital health and prescribing") == {"health-care.digital-health"}


def test_a_source_that_names_a_whole_area_yields_to_what_the_words_name_of_it() -> None:
    text = "Application security, identity and cryptography for defenders."
    assert "security.risk" not in ids("Locksmiths", text, "Security")
    assert "security.application-security" in ids("Locksmiths", text, "Security")
    assert {"security.risk"} == ids("Troopers", "", "security")
    assert {"software.javascript", "security.risk"} == ids("JSConf", "", "security")


@pytest.mark.parametrize("title", ["Cloud Alpes", "Wonder Women Tech", "Open Core Summit"])
def test_what_is_about_as_near_to_two_topics_is_told_of_neither(title: str) -> None:
    assert not [score for score in CLASSIFIER.classify(title, "") if not score.is_named]


def test_the_name_of_a_house_or_a_short_form_of_two_senses_is_no_topic() -> None:
    text = "Held by the students of the university."
    assert "education.higher-education" not in ids("Duke University Basketball", text)
    assert ids("SAP", "") == set()
    assert ids("SAP user group", "") == {"manufacturing.production-planning"}
