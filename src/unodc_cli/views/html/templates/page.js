(async () => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const parsed = (markup) => {
    const template = make("template", { innerHTML: markup });
    return template.content.firstElementChild;
  };
  const letters = new Map(
    "ßss æae ðd øo þth đd ħh ıi łl ŋn œoe ŧt ƀb ƒf ƙk ƴy ǥg ɍr ɓb ɖd ɗd ɛe ɨi ɲn ʉu ʋv"
      .split(" ").map((pair) => [pair[0], pair.slice(1)]),
  );
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\0-\x7f]/g, (letter) => letters.get(letter) ?? letter);
  const inflated = async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  };

  // Rows, lanes and cards of the same projects: those that stand in the page, and those that are packed.
  const [ROW, LANE, CARD, RESULTS, NOTES] = [0, 1, 2, 3, 4];
  const form = $("#filter");
  const total = form ? +form.dataset.total : 0;
  if (!total) return;
  const isOfProjects = Boolean($("#facets"));
  const shelves = [ROW, LANE, CARD].map((sort) => $(`[data-shelf="${sort}"]`));
  const nodes = shelves.map((shelf) => (shelf ? [...shelf.children] : []));
  const hasCards = nodes[CARD].length === total;
  if (nodes[ROW].length < total) nodes[ROW] = [];
  if (nodes[LANE].length < total) nodes[LANE] = [];
  const packs = [];
  let together = 1;
  const markup = (sort, index) => {
    const pack = packs[Math.floor(index / together)];
    if (!pack) return "";
    const [keys, columns] = pack[sort];
    const place = index % together;
    return keys.map((key, column) => (columns[column][place] === 0 ? "" : key + columns[column][place])).join("");
  };
  const titleOf = (index) => {
    const head = node(ROW, index).cells[0];
    return (head.firstElementChild?.localName === "a" ? head.firstElementChild : head).innerHTML;
  };
  const link = (row, index) => {
    const head = row.cells[0];
    if (isOfProjects && !$("a", head)) {
      const anchor = make("a", { href: `#project=${encodeURIComponent(ids[index])}`, innerHTML: head.innerHTML });
      head.replaceChildren(anchor);
    }
    return row;
  };
  const node = (sort, index) => (nodes[sort][index] ??= sort === ROW
    ? link(parsed(markup(ROW, index)), index)
    : link(parsed(markup(LANE, index).replace("\x01", () => titleOf(index))), index));
  const cardMarkup = (index) => {
    if (hasCards) return nodes[CARD][index].outerHTML;
    const text = markup(CARD, index).replace("\x01", () => titleOf(index)) + markup(RESULTS, index) + markup(NOTES, index);
    const first = +(/from line <b>(\d+)/.exec(text)?.[1] ?? 0);
    return text.replace(/(<i>|<td class=l>)(-?\d+)/g, (_, tag, line) => tag + (+line + first));
  };

  const status = make("p", { id: "count" });
  status.setAttribute("role", "status");
  status.textContent = "Preparing the filter …";
  form.hidden = false;
  form.append(status);
  let ids = [], years = [], facets = [];
  try {
    const block = $("#facets");
    if (block) {
      const known = block.type === "text/plain" ? await inflated(block.textContent) : JSON.parse(block.textContent);
      ids = known.ids;
      years = known.years.map((text) => text && text.split("-").map(Number));
      facets = known.facets.map(([name, label, values, of]) => ({ name, label, values, of, chosen: new Set() }));
    }
    for (const chunk of $$(".chunk")) packs.push(await inflated(chunk.textContent));
    if (packs.length) together = packs[0][ROW][1][0].length;
    $$(".later").forEach((part) => part.removeAttribute("hidden"));
    if ($("#shapes")) $("#map .world").innerHTML = await inflated($("#shapes").textContent);
  } catch {
    status.textContent = "The filter needs a newer browser.";
    return;
  }
  if (hasCards && packs.length) {
    nodes[CARD].forEach((card, index) => card.insertAdjacentHTML("beforeend", markup(RESULTS, index) + markup(NOTES, index)));
  } else if (nodes[ROW].length) {
    nodes[ROW].forEach(link);
  }

  // The years in which a project can have run are a facet too.
  if (years.some(Boolean)) {
    const stated = years.flatMap((span) => (span ? span.filter(Boolean) : []));
    const [first, last] = [Math.min(...stated), Math.max(...stated)];
    const values = Array.from({ length: last - first + 1 }, (_, index) => [String(first + index), String(first + index)]);
    const of = years.map((span) => {
      if (!span) return [];
      const [from, to] = [(span[0] || first) - first, (span[1] || last) - first];
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
    });
    facets.push({ name: "year", label: "Year", values, of, chosen: new Set() });
  }
  facets = facets.filter((facet) => facet.values.length);
  const facetOf = Object.fromEntries(facets.map((facet) => [facet.name, facet]));

  // Words are looked for in all that the page says of a project, but not in labels and numbers of sources.
  const plain = (text) => text
    .replace(/<(dt|h4|summary|i|em)\b[^>]*>[^<]*/g, " ").replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|#34|#39);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" })[name]);
  const texts = [];
  const wait = () => new Promise((resolve) => setTimeout(resolve));
  const prepared = (async () => {
    for (let index = 0; index < total; index += 1) {
      if (index % 500 === 499) await wait();
      const source = nodes[ROW][index]?.outerHTML ?? markup(ROW, index);
      const names = facets.flatMap((facet) => (facet.name === "year" ? [] : facet.of[index].map((value) => facet.values[value][1])));
      texts.push(fold(`${plain(source)} ${isOfProjects ? plain(cardMarkup(index)) : ""} ${names.join(" ")}`));
    }
  })();

  let state = { q: "", sort: "", project: "" };
  let hits = [];
  const matched = () => {
    const words = [...state.q.matchAll(/(-?)(?:"([^"]+)"|(\S+))/g)]
      .map(([, not, phrase, word]) => [fold(phrase ?? word), !not]);
    const active = facets.filter((facet) => facet.chosen.size);
    facets.forEach((facet) => { facet.counts = new Array(facet.values.length).fill(0); });
    const found = [];
    const count = (facet, index) => facet.of[index].forEach((value) => { facet.counts[value] += 1; });
    for (let index = 0; index < total; index += 1) {
      if (!words.every(([word, wanted]) => texts[index].includes(word) === wanted)) continue;
      const failed = active.filter((facet) => !facet.of[index].some((value) => facet.chosen.has(value)));
      if (!failed.length) {
        found.push(index);
        facets.forEach((facet) => count(facet, index));
      } else if (failed.length === 1) {
        count(failed[0], index);
      }
    }
    return found;
  };

  // What is not known comes last, whichever way a column is sorted.
  const sorted = (found) => {
    if (!state.sort) return found;
    const descending = state.sort.startsWith("-");
    const column = +state.sort.replace("-", "");
    const isNumber = headings[column]?.matches(".n");
    const key = (index) => {
      const text = node(ROW, index).cells[column].textContent.trim();
      if (!text || text.startsWith("?")) return null;
      if (!isNumber) return fold(text);
      const number = parseFloat(text.replace(/,/g, ""));
      return Number.isNaN(number) ? null : number;
    };
    const keys = new Map(found.map((index) => [index, key(index)]));
    const compare = isNumber ? (a, b) => a - b : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return [...found].sort((a, b) => {
      const [one, other] = [keys.get(a), keys.get(b)];
      if (one === null || other === null) return (one === null) - (other === null) || a - b;
      return compare(one, other) * (descending ? -1 : 1) || a - b;
    });
  };

  // A long table is drawn as far as it is read.
  const STEP = 30;
  const limits = [ROW, LANE].map(() => (total > 200 ? STEP : Infinity));
  const mores = [ROW, LANE].map((sort) => {
    const text = make("span");
    const more = make("button", { type: "button", textContent: `Show ${STEP} more` });
    const all = make("button", { type: "button", textContent: "Show all" });
    const line = make("p", { className: "more", hidden: true }, text, " ", more, " ", all);
    more.onclick = () => { limits[sort] += STEP; draw(sort); };
    all.onclick = () => { limits[sort] = Infinity; draw(sort); };
    shelves[sort]?.closest(".scroll").after(line);
    return { line, text };
  });
  const draw = (sort) => {
    if (!shelves[sort]) return;
    const shown = hits.slice(0, limits[sort]);
    shelves[sort].replaceChildren(...shown.map((index) => node(sort, index)));
    mores[sort].line.hidden = shown.length === hits.length;
    mores[sort].text.textContent = `${shown.length.toLocaleString("en")} of ${hits.length.toLocaleString("en")} are shown.`;
  };
  const drawMap = () => {
    const country = facetOf.country;
    if (!country || !$("#map")) return;
    const steps = $$("#steps li").map((item) => +item.dataset.least);
    const counts = new Array(country.values.length).fill(0);
    hits.forEach((index) => country.of[index].forEach((value) => { counts[value] += 1; }));
    const place = new Map(country.values.map(([id], index) => [id, index]));
    $$("[data-c]").forEach((shape) => {
      const value = place.get(shape.dataset.c);
      if (shape.drawn === counts[value]) return;
      shape.drawn = counts[value];
      shape.setAttribute("class", `c${steps.filter((least) => least <= counts[value]).length}`);
      const title = $("title", shape) ?? shape.appendChild(document.createElementNS(shape.namespaceURI, "title"));
      title.textContent = `${country.values[value][1]}: ${counts[value]}`;
    });
    $$("#map tbody tr").forEach((row, value) => {
      row.cells[1].textContent = counts[value].toLocaleString("en");
      row.hidden = !counts[value];
    });
  };
  const said = () => {
    const parts = facets.filter((facet) => facet.chosen.size)
      .map((facet) => `${facet.label}: ${[...facet.chosen].map((value) => facet.values[value][1]).join(" or ")}`);
    return [...(state.q ? [`“${state.q}”`] : []), ...parts].join("; ");
  };
  const update = () => {
    hits = sorted(matched());
    [ROW, LANE].forEach((sort) => {
      if (limits[sort] !== Infinity) limits[sort] = STEP;
      draw(sort);
    });
    if (hasCards) {
      const shown = new Set(hits);
      nodes[CARD].forEach((card, index) => { card.hidden = !shown.has(index); });
    }
    drawMap();
    const noun = isOfProjects ? "projects" : "rows";
    const filter = said();
    status.textContent = `${hits.length.toLocaleString("en")} of ${total.toLocaleString("en")} ${noun}${filter ? ` · ${filter}` : ""}`;
    clear.hidden = !filter;
    boxes.forEach((box) => box.redraw());
    headings.forEach((heading, column) => {
      const way = state.sort === String(column) ? "ascending" : state.sort === `-${column}` ? "descending" : "none";
      heading.setAttribute("aria-sort", way);
    });
  };

  // The filter stands in the address, so that what is shown can be linked.
  const write = (push) => {
    const entries = facets.flatMap((facet) => [...facet.chosen].map((value) => [facet.name, facet.values[value][0]]));
    for (const name of ["q", "sort", "project"]) if (state[name]) entries.push([name, state[name]]);
    const address = `#${new URLSearchParams(entries)}`;
    if (address !== (location.hash || "#")) history[push ? "pushState" : "replaceState"](null, "", address);
  };
  const read = () => {
    if (location.hash && !location.hash.includes("=")) return;
    const typed = new URLSearchParams(location.hash.slice(1));
    state = { q: typed.get("q") ?? "", sort: typed.get("sort") ?? "", project: typed.get("project") ?? "" };
    if (!headings[Math.abs(+state.sort)]) state.sort = "";
    facets.forEach((facet) => {
      const asked = new Set(typed.getAll(facet.name));
      facet.chosen = new Set(facet.values.flatMap(([id], index) => (asked.has(id) ? [index] : [])));
    });
    search.value = state.q;
    update();
    show(ids.indexOf(state.project));
  };
  const changed = () => { write(false); update(); };

  const search = make("input", { type: "search", id: "q", autocomplete: "off", spellcheck: false });
  search.oninput = () => { state.q = search.value; changed(); };
  form.onsubmit = (event) => event.preventDefault();
  const clear = make("button", { type: "button", textContent: "Clear the filter", hidden: true });
  clear.onclick = () => {
    state.q = search.value = "";
    facets.forEach((facet) => facet.chosen.clear());
    changed();
    search.focus();
  };
  const LISTED = 60;
  const boxes = facets.map((facet) => {
    const list = make("ul");
    const narrow = make("input", { type: "search", placeholder: "Narrow the list", autocomplete: "off" });
    narrow.setAttribute("aria-label", `Narrow the list of ${facet.label.toLowerCase()} values`);
    const rest = make("small");
    const number = make("b");
    const box = make("details", { className: "facet" }, make("summary", {}, facet.label, number),
      make("div", {}, ...(facet.values.length > 12 ? [narrow] : []), list, rest));
    box.redraw = () => {
      number.textContent = facet.chosen.size || "";
      if (!box.open) return;
      const asked = fold(narrow.value);
      const values = facet.values.map((_, index) => index).filter((index) => facet.chosen.has(index)
        || ((facet.counts[index] || !facet.chosen.size) && fold(facet.values[index][1]).includes(asked)));
      if (facet.name !== "year") {
        values.sort((a, b) => facet.chosen.has(b) - facet.chosen.has(a) || facet.counts[b] - facet.counts[a] || a - b);
      }
      const focused = document.activeElement?.value;
      const hadFocus = list.contains(document.activeElement);
      list.replaceChildren(...values.slice(0, LISTED).map((index) => {
        const check = make("input", { type: "checkbox", value: index, checked: facet.chosen.has(index) });
        check.onchange = () => {
          facet.chosen[check.checked ? "add" : "delete"](index);
          changed();
        };
        return make("li", {}, make("label", {}, check, ` ${facet.values[index][1]} `, make("small", { textContent: facet.counts[index].toLocaleString("en") })));
      }));
      if (hadFocus) $(`input[value="${focused}"]`, list)?.focus();
      rest.textContent = values.length > LISTED ? `and ${(values.length - LISTED).toLocaleString("en")} more` : "";
    };
    narrow.oninput = box.redraw;
    box.ontoggle = () => {
      if (box.open) boxes.forEach((other) => { if (other !== box) other.open = false; });
      box.redraw();
    };
    return box;
  });
  addEventListener("click", (event) => {
    boxes.forEach((box) => { if (box.open && !event.composedPath().includes(box)) box.open = false; });
  });
  addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && boxes.find((box) => box.open);
    if (open) {
      open.open = false;
      $("summary", open).focus();
    }
  });

  const headings = $$("table.rows thead th");
  headings.forEach((heading, column) => {
    const button = make("button", { type: "button", textContent: heading.textContent });
    button.onclick = () => {
      state.sort = state.sort === String(column) ? `-${column}` : state.sort === `-${column}` ? "" : String(column);
      changed();
    };
    heading.replaceChildren(button);
  });

  // Groups of the overview and countries of the table filter by a click.
  const choose = (facet, value) => {
    facet.chosen = new Set([value]);
    changed();
    ($("#projects") ?? form).scrollIntoView();
  };
  $$("table[data-facet]").forEach((table) => {
    const facet = facetOf[table.dataset.facet];
    $$("tr", table).filter((row) => row.cells.length && !row.closest("thead")).forEach((row, index) => {
      const value = index + +(table.dataset.from ?? 0);
      const button = make("button", { type: "button", textContent: row.cells[0].textContent });
      button.onclick = () => choose(facet, value);
      row.cells[0].replaceChildren(button);
    });
  });
  $("#map svg.world")?.addEventListener("click", (event) => {
    const value = facetOf.country.values.findIndex(([id]) => id === event.target.dataset.c);
    if (value >= 0) choose(facetOf.country, value);
  });

  // Numbers of sources lead to these; a card shows them at its end.
  const sources = $$("#sources li");
  sources.forEach((source, index) => { source.id = `s${index + 1}`; });
  const cite = (card, prefix) => {
    const cited = new Set();
    if (!sources.length) return cited;
    $$("i", card).forEach((mark) => {
      const numbers = mark.textContent.split(" ").map(Number);
      numbers.forEach((number) => cited.add(number));
      mark.replaceChildren(...numbers.flatMap((number, index) => [...(index ? [" "] : []),
        make("a", { href: `#${prefix}${number}`, textContent: number, title: sources[number - 1].textContent })]));
    });
    return cited;
  };
  nodes[CARD].forEach((card) => cite(card, "s"));
  const close = make("button", { type: "button", className: "close", textContent: "Close" });
  const content = make("div", { className: "card" });
  const dialog = make("dialog", { id: "dialog" }, close, content);
  dialog.setAttribute("aria-label", "Project");
  document.body.append(dialog);
  close.onclick = () => dialog.close();
  dialog.onclose = () => {
    state.project = "";
    write(false);
  };
  dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
  const show = (index) => {
    if (index < 0) {
      if (dialog.open) dialog.close();
      return;
    }
    const card = parsed(cardMarkup(index));
    card.removeAttribute("id");
    card.hidden = false;
    if (hasCards) $$("i a", card).forEach((mark) => mark.replaceWith(mark.textContent));
    const cited = cite(card, "d");
    if (cited.size) {
      const list = [...cited].sort((a, b) => a - b).map((number) => {
        const item = sources[number - 1].cloneNode(true);
        item.id = `d${number}`;
        item.value = number;
        return item;
      });
      card.append(make("h4", { textContent: "Sources" }), make("ol", {}, ...list));
    }
    content.replaceChildren(card);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };
  addEventListener("click", (event) => {
    const anchor = event.target.closest?.('a[href^="#"]');
    if (!anchor || event.ctrlKey || event.metaKey) return;
    const address = anchor.getAttribute("href").slice(1);
    const project = new URLSearchParams(address).get("project");
    const target = document.getElementById(address);
    if (project && ids.includes(project)) {
      event.preventDefault();
      state.project = project;
      write(true);
      show(ids.indexOf(project));
    } else if (target) {
      event.preventDefault();
      target.scrollIntoView();
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
      $$(".aim").forEach((other) => other.classList.remove("aim"));
      target.classList.add("aim");
    }
  });

  // What is printed is what was filtered: the cards of few projects too.
  const PRINTED = 100;
  addEventListener("beforeprint", () => {
    [ROW, LANE].forEach((sort) => {
      const limit = limits[sort];
      limits[sort] = 2000;
      draw(sort);
      limits[sort] = limit;
    });
    $$("details").forEach((box) => { box.open = !box.matches(".facet"); });
    if (!hasCards && shelves[CARD] && hits.length <= PRINTED) {
      shelves[CARD].replaceChildren(...hits.map((index) => parsed(cardMarkup(index))));
      $("#details").hidden = false;
    }
  });
  addEventListener("afterprint", () => {
    [ROW, LANE].forEach(draw);
    if (!hasCards && shelves[CARD]) {
      shelves[CARD].replaceChildren();
      $("#details").hidden = true;
    }
  });

  const label = make("label", { htmlFor: "q", textContent: isOfProjects ? "Search all texts" : "Search the rows" });
  form.prepend(make("div", { className: "search" }, label, search), make("div", { className: "facets" }, ...boxes, clear));
  addEventListener("hashchange", read);
  addEventListener("popstate", read);
  await prepared;
  read();
  document.documentElement.dataset.ready = "";
})();
