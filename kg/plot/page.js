"use strict";
const known = JSON.parse(document.getElementById("known").textContent);
const paper = document.getElementById("paper");
const picture = paper.querySelector("svg");
const card = document.getElementById("card");
const search = document.getElementById("search");
const nodes = [...picture.querySelectorAll(".node")];
const links = [...picture.querySelectorAll(".link")];
const ends = links.map((link) => [Number(link.dataset.source), Number(link.dataset.target)]);
const whole = picture.getAttribute("viewBox").split(" ").map(Number);
let box = [...whole];
let chosen = [];

// Pan and zoom: the view box moves, the shapes stay.
function look(at) {
  box = at;
  picture.setAttribute("viewBox", box.join(" "));
}
function scale() {
  return Math.max(box[2] / paper.clientWidth, box[3] / paper.clientHeight);
}
function place(event) {
  const inside = paper.getBoundingClientRect();
  const one = scale();
  const left = box[0] + (box[2] - inside.width * one) / 2;
  const top = box[1] + (box[3] - inside.height * one) / 2;
  return [left + (event.clientX - inside.left) * one, top + (event.clientY - inside.top) * one];
}
paper.addEventListener("wheel", (event) => {
  event.preventDefault();
  const factor = Math.min(Math.max(Math.exp(event.deltaY * 0.0015), 0.5), 2);
  const wide = Math.min(Math.max(box[2] * factor, whole[2] / 20), whole[2] * 2);
  const share = wide / box[2];
  const [x, y] = place(event);
  look([x - (x - box[0]) * share, y - (y - box[1]) * share, wide, box[3] * share]);
}, { passive: false });
let held = null;
let moved = 0;
paper.addEventListener("pointerdown", (event) => {
  held = [event.clientX, event.clientY];
  moved = 0;
});
window.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [dx, dy] = [event.clientX - held[0], event.clientY - held[1]];
  moved += Math.abs(dx) + Math.abs(dy);
  held = [event.clientX, event.clientY];
  paper.classList.add("held");
  look([box[0] - dx * scale(), box[1] - dy * scale(), box[2], box[3]]);
});
window.addEventListener("pointerup", () => {
  held = null;
  paper.classList.remove("held");
});
document.getElementById("whole").addEventListener("click", () => {
  look([...whole]);
  close();
});

// What is lit: a node with its neighbours, or a link with its ends; the rest fades.
function light(shapes) {
  [...nodes, ...links].forEach((shape) => shape.classList.toggle("lit", shapes.includes(shape)));
  picture.classList.toggle("lively", shapes.length > 0);
}
function around(number) {
  const near = links.filter((_, at) => ends[at].includes(number));
  const others = near.flatMap((link) => ends[links.indexOf(link)].map((end) => nodes[end]));
  return [nodes[number], ...near, ...others];
}
function along(at) {
  return [links[at], ...ends[at].map((end) => nodes[end])];
}

// The card: text goes in as text, never as markup.
function add(parent, name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  parent.append(made);
  return made;
}
function open(shapes) {
  chosen = shapes;
  light(shapes);
  card.replaceChildren();
  card.hidden = false;
  card.scrollTop = 0;
  add(card, "button", "×", "close").addEventListener("click", close);
}
function close() {
  chosen = [];
  card.hidden = true;
  light([]);
}
function showNode(number) {
  const node = known.nodes[number];
  open(around(number));
  add(card, "h2", node.name);
  add(card, "p", [node.type, node.code].filter(Boolean).join(" · "), "about");
  add(card, "p", `提及 mentions ${node.mentions} · 文章 articles ${node.articles}`, "about");
  if (node.seen) add(card, "p", node.seen, "about");
  if (node.aliases.length) add(card, "p", `又称 also called: ${node.aliases.join("、")}`);
  ends.forEach((pair, at) => {
    if (!pair.includes(number)) return;
    const [source, target] = pair.map((end) => known.nodes[end].name);
    const line = add(card, "p", "");
    add(line, "button", `${source} ${known.links[at].names.join("、")} ${target}`)
      .addEventListener("click", () => showLink(at));
  });
}
function showLink(at) {
  const link = known.links[at];
  open(along(at));
  ends[at].forEach((end) => {
    const line = add(card, "p", "");
    add(line, "button", known.nodes[end].name).addEventListener("click", () => showNode(end));
  });
  link.facts.forEach((fact) => {
    const [subject, object] = [known.nodes[fact.subject].name, known.nodes[fact.object].name];
    add(card, "h3", `${subject} ${fact.arrow} ${fact.label} ${fact.arrow} ${object}`);
    add(card, "p", `可信度 confidence ${fact.confidence} · 句子 sentences ${fact.weight}`, "about");
    fact.evidence.forEach((item) => {
      const quoted = add(card, "blockquote", item.text);
      add(quoted, "p", [item.file, item.published].filter(Boolean).join(" · "), "about");
    });
  });
  if (!link.facts.length) add(card, "p", `${link.names.join("、")} · 句子 sentences ${link.sentences}`, "about");
}
function listen(shape, show, near) {
  shape.addEventListener("click", () => { if (moved < 5) show(); });
  shape.addEventListener("pointerenter", () => { if (!held) light(near()); });
  shape.addEventListener("pointerleave", () => { if (!held) light(chosen); });
}
nodes.forEach((shape, number) => {
  shape.tabIndex = 0;
  listen(shape, () => showNode(number), () => around(number));
  shape.addEventListener("keydown", (event) => { if (event.key === "Enter") showNode(number); });
});
links.forEach((shape, at) => listen(shape, () => showLink(at), () => along(at)));
window.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

known.nodes.forEach((node) => {
  document.getElementById("names").append(new Option(node.aliases.join("、"), node.name));
});
search.addEventListener("change", () => {
  const number = known.nodes.findIndex((node) => [node.name, ...node.aliases].includes(search.value.trim()));
  if (number >= 0) showNode(number);
});
