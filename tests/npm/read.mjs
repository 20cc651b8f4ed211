// Reads calendars with ical.js: a JSON array of iCalendar texts on standard input, an array of arrays of events out.
import ICAL from "ical.js";

function told(vevent) {
  const event = new ICAL.Event(vevent);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location,
    status: vevent.getFirstPropertyValue("status"),
    url: vevent.getFirstPropertyValue("url"),
    sequence: event.sequence,
    starts: vevent.getFirstPropertyValue("dtstart").toString(),
    ends: vevent.getFirstPropertyValue("dtend")?.toString() ?? null,
    categories: vevent.getFirstProperty("categories")?.getValues() ?? [],
  };
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const calendars = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const read = calendars.map((text) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map(told),
);
process.stdout.write(JSON.stringify(read));
