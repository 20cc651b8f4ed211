"""Words of titles that do not tell one event from another, or that tell a part from its whole."""

from typing import Final


def words_in(words: str) -> frozenset[str]:
    """Return the words of a list that is written as a text."""
    return frozenset(words.split())


UNSPOKEN: Final = words_in(
    "the a an of for on in at and by to de la le el der die das und et y e o do da du des del della delle"
)
"""Words that an acronym passes over."""

SOCIETIES: Final = words_in("acm ieee cvf usenix siam ifip iacr eai gdg")
"""Who holds it, written before its name or not: "ACM SIGGRAPH", "GDG DevFest"."""

MODES: Final = words_in("online virtual hybrid remote livestream")
"""How one takes part, written into a title or not."""

COUNTING: Final = words_in("edition editions edicion edicao edizione edicio annual")
"""What stands beside the number of an edition."""

GENERIC: Final = (
    UNSPOKEN
    | SOCIETIES
    | COUNTING
    | words_in(
        """
        conf conference conferences conferencia conferenza konferenz konf con congress international
        world global virtual online hybrid remote inc official event events vol no joint
        """
    )
)
"""Words whose presence alone tells no two events apart."""

PART: Final = words_in(
    """
    workshop workshops devroom fringe tutorial tutorials track training trainings bootcamp hackathon sprint
    sprints meetup party dinner breakfast reception masterclass women kids junior academy contributor
    minisymposium satellite colocated
    """
)
"""Words by which an event held within another names itself."""

PERHAPS_PART: Final = words_in("day summit camp forum expo")
"""Words that name a part as often as a whole."""

FIELDS: Final = words_in(
    """
    cloud data ai ml mobile web security cyber iot embedded big digital health edge quantum native industrial
    automotive enterprise software hardware open source blockchain crypto robotics machine learning
    intelligence devops agile testing design ux product frontend backend game games music green energy legal
    marketing
    """
)
"""Fields of work: one before the name of an event tells of a narrower one, "Cloud Security Summit"."""

FRANCHISES: Final = (
    "devfest", "bsides", "wordcamp", "drupalcamp", "barcamp", "startupweekend", "tedx", "techmakers",
    "aibootcamp", "azurebootcamp", "globalazure", "gamejam", "codecamp", "coderetreat", "hourofcode",
    "meetup", "communityday", "usergroup",
)  # fmt: skip
"""Names, without spaces, under which many cities hold events of their own in the same days."""

ONE_FOR_ANOTHER: Final = {
    "javascript": "js", "python": "py", "developers": "dev", "developer": "dev", "european": "eu",
    "europe": "eu", "tage": "day", "days": "day", "conferencia": "conf", "konferenz": "conf",
    "conferences": "conf", "conference": "conf", "konf": "conf",
}  # fmt: skip
"""One word of several that name the same thing in titles; within a name without spaces as well."""

TWO_AS_ONE: Final = {
    "north america": "na", "asia pacific": "apac", "latin america": "latam", "america latina": "latam",
    "middle east": "me", "artificial intelligence": "ai", "machine learning": "ml", "user experience": "ux",
    "virtual reality": "vr", "kunstliche intelligenz": "ai", "intelligence artificielle": "ai",
    "inteligencia artificial": "ai", "maschinelles lernen": "ml", "software entwickler": "developer",
}  # fmt: skip
"""Two words that titles shorten to one."""

_TRANSLATED: Final = """
    conference: conferenza konferencja tagung fachtagung fachkonferenz
    congress: kongress congreso congres congresso kongres
    day: tag journee journees jornada jornadas giornata giornate dia
    week: woche semaine semana settimana
    summit: gipfel sommet cumbre vertice gipfeltreffen
    fair: messe foire feria fiera
    workshop: werkstatt taller atelier laboratorio
    meeting: treffen rencontre encuentro incontro encontro
    developers: entwickler desarrolladores developpeurs sviluppatori desenvolvedores
    security: sicherheit seguridad securite sicurezza seguranca
    data: daten datos donnees dati dados
    women: frauen mujeres femmes donne mulheres
    international: internationale internationaler internationales internacional internazionale intl
    european: europaische europaischer europaisches europeenne europeen europeo europea
    annual: jahrliche annuel annuelle anual annuale
    world: welt monde mundo mondo
    open: offen offene offener offenes ouvert ouverte ouverts ouvertes abierto abierta abiertos abiertas
    open: aberto aberta abertos aperto aperta aperti
    free: libre libres livre livres freie freier
    software: logiciel logiciels
    computer: informatica informatique informatik
    science: wissenschaft ciencia scienza
    research: forschung recherche investigacion ricerca
    learning: lernen
    tech: technology technologie tecnologia technologies
    ruby: rb
    development: entwicklung desarrollo developpement sviluppo
    health: gesundheit salud sante salute saude
    education: bildung educacion formazione
    art: kunst arte
    network: networks reseau reseaux netz netze netzwerk netzwerke redes rede reti
    cybersecurity: cybersicherheit ciberseguridad cybersecurite ciberseguranca cibersicurezza
    forum: foro
    brazilian: brasileiro brasileira brasileno brasilena
    spanish: espanol espanola espagnol espagnole
    french: francais francaise frances francesa franzosische
    italian: italiano italiana italienische
    portuguese: portugues portuguesa
    polish: polska polski
    national: nacional nationale nazionale
"""
TRANSLATED: Final = {
    word: line.split(":")[0].strip()
    for line in _TRANSLATED.strip().splitlines()
    for word in line.split(":")[1].split()
}
"""Words of titles in other languages, or shortened, to the one by which they are compared."""

_COUNT: Final = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
ORDINALS: Final = {word: number for number, word in enumerate(_COUNT.split(), 1)}
"""Numbers of editions in words, as they open a title."""

EVERYDAY: Final = (
    GENERIC
    | PART
    | PERHAPS_PART
    | words_in(
        """
        yoga pilates zumba tai chi qigong meditation fitness gym karaoke trivia quiz bingo open mic jam
        session sessions night nights evening morning afternoon weekly monthly daily storytime story
        time stories book books reading club clubs group groups game games gaming board chess bridge
        poker music live concert band dj jazz choir singing dance dancing salsa tango swing class
        classes course lesson lessons lecture talk talks seminar webinar market markets farmers flea
        craft crafts art arts painting drawing knitting sewing closed holiday house hour hours happy
        office meeting meetings committee council public hearing member members membership general
        assembly social mixer networking coffee tea lunch brunch wine beer pub tasting bar food potluck
        movie movies film films cinema screening exhibition tour tours guided walk walks hike run ride
        rides bike swim swimming fair festival fundraiser sale private rental reserved new year years
        eve christmas easter halloween valentines monday tuesday wednesday thursday friday saturday
        sunday adult adults teen teens youth senior seniors family families baby toddler beginner
        beginners intermediate advanced free with your our toddlers babies children support help drop
        practice training stammtisch treffen flohmarkt markt kurs vortrag konzert chor spieleabend
        fuhrung reunion marche atelier visite guidee soiree jeux mercado taller clase noche charla
        visita cine danza baile
        """
    )
)
"""Words of which anybody's event may be named: "Open Mic Night", "Book Club", "Storytime"."""
