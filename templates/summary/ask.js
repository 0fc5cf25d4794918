// Lines that are ticked, and a question to each, in; one message out. It sends nothing and keeps nothing.
"use strict";
for (const page of document.querySelectorAll(".reader")) {
  const LONGEST = 1800; // of an address that mail programs take whole
  const ask = page.querySelector(".questions"), said = ask.dataset;
  const find = (name) => document.getElementById(ask.id.replace(/ask$/, name)); // ids of a page begin alike
  const message = find("message"), more = find("more"), mail = find("mail"), told = find("told");
  const count = ask.querySelector("output"), counted = count.textContent, bar = page.querySelector(".bar");
  let reached = false; // whether the questions are in sight, so that nothing has to lead to them
  const lines = [...page.querySelectorAll(".line")].filter((line) => line.querySelector("details"));

  // What is put in is never looked at again, so a question may hold any braces.
  const fill = (phrase, values) =>
    phrase.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));
  const words = (text) => text.replace(/\s+/g, " ").trim();

  const asked = lines.map((line) => {
    const asking = find("asking").content.cloneNode(true);
    const mark = find("marked").content.cloneNode(true).firstElementChild;
    const [tick, question] = [asking.querySelector("input"), asking.querySelector("textarea")];
    const field = question.parentElement;
    line.querySelector(".open").prepend(asking);
    line.querySelector("summary").append(" ", mark);
    tick.addEventListener("change", () => {
      field.hidden = mark.hidden = !tick.checked;
      write();
    });
    question.addEventListener("input", write);
    return { line, tick, question };
  });

  const entry = ({ line, question }, number) => {
    const values = {
      count: number + 1,
      number: line.dataset.number,
      heading: line.dataset.heading,
      line: words(line.querySelector(".words").textContent),
      question: question.value.trim() || said.explain,
    };
    const first = fill(line.dataset.number ? said.entry : said.unnumbered, values);
    return [first, fill(said.line, values), fill(said.question, values)].join("\n");
  };

  function lead() {
    bar.hidden = reached || !asked.some(({ tick }) => tick.checked);
  }

  function write() {
    const ticked = asked.filter(({ tick }) => tick.checked);
    const whom = ask.querySelector("input[type=radio]:checked").dataset;
    const also = more.value.trim();
    const parts = [whom.hello, whom.opening, ...ticked.map(entry)];
    if (also) parts.push(fill(said.more, { question: also }));
    parts.push(said.name ? `${said.thanks}\n${said.name}` : said.thanks);
    message.value = parts.join("\n\n");
    message.rows = Math.min(24, message.value.split("\n").length + 3);
    count.textContent = counted.replace("0", ticked.length);
    lead();
    const coded = (text) => encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text);
    const to = coded(whom.mail).replace("%40", "@");
    const address = `mailto:${to}?subject=${coded(said.subject)}&body=${coded(message.value.replace(/\n/g, "\r\n"))}`;
    mail.hidden = address.length > LONGEST;
    if (mail.hidden) mail.removeAttribute("href");
    else mail.href = address;
    told.textContent = mail.hidden ? told.dataset.long : "";
  }

  find("copy").addEventListener("click", async () => {
    let copied = false;
    try {
      await navigator.clipboard.writeText(message.value);
      copied = true;
    } catch {
      message.select();
      copied = document.execCommand("copy");
    }
    told.textContent = copied ? told.dataset.copied : told.dataset.kept;
  });
  more.addEventListener("input", write);
  for (const whom of ask.querySelectorAll("input[type=radio]")) whom.addEventListener("change", write);
  ask.querySelector(".asks").hidden = false;
  new IntersectionObserver(([seen]) => {
    reached = seen.isIntersecting;
    lead();
  }).observe(ask);
  write();
}
