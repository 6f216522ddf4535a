// Makes the pages quicker to use. Without it everything still works by plain forms.
'use strict';

// On a small screen the menu begins closed; on a wide one it is always there.
for (const side of document.querySelectorAll('details.side')) side.open = matchMedia('(min-width: 641px)').matches;

// Whoever has typed something is asked before it is thrown away.
for (const form of document.querySelectorAll('form[data-guard]')) {
  // a form that came back with mistakes holds what is not saved yet
  let dirty = form.querySelector('[aria-invalid=true],tr.failed') !== null;
  form.addEventListener('input', () => { dirty = true; });
  form.addEventListener('submit', () => { dirty = false; });
  form.addEventListener('saved', () => { dirty = false; });
  addEventListener('beforeunload', event => { if (dirty) event.preventDefault(); });
}

// Enter in a one-line field does not send a long form half filled.
for (const form of document.querySelectorAll('form.item')) {
  form.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault(); });
}

// Columns come and go with what is chosen: the formulas are worked out where the form was made.
for (const form of document.querySelectorAll('form[data-conditions]')) {
  form.addEventListener('change', async () => {
    const sent = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
    const at = new URL(location.href);
    at.searchParams.set('conditions', '1');
    const answer = await fetch(at, { method: 'POST', body: sent }).catch(() => null);
    // without an answer the form stays as it is
    if (!answer?.ok) return;
    const hidden = await answer.json();
    for (const field of form.querySelectorAll('[data-column]')) field.hidden = hidden.includes(field.dataset.column);
    for (const section of form.querySelectorAll('fieldset')) section.hidden = [...section.querySelectorAll('.field')].every(field => field.hidden);
  });
}

// A choice in a picker leads on at once; the button beside it is for browsers without scripts.
for (const select of document.querySelectorAll('select[data-go]')) {
  select.form.querySelector('button')?.setAttribute('hidden', '');
  select.addEventListener('change', () => select.form.requestSubmit());
}

document.querySelector('[aria-invalid=true]')?.focus();

// The mail in the reading pane is as high as it needs to be; it runs no scripts of its own.
for (const frame of document.querySelectorAll('iframe[data-fit]')) {
  const fit = () => {
    const inner = frame.contentDocument?.documentElement;
    if (!inner) return;
    // a frame never measures less than it is high
    frame.style.height = '0';
    frame.style.height = inner.scrollHeight + 24 + 'px';
  };
  frame.addEventListener('load', fit);
  fit();
}

const grid = document.querySelector('form.gridform');
if (grid) gridEditing(grid);

function gridEditing(form) {
  const fields = 'input:not([type=hidden]),select,textarea';
  const rows = () => [...form.querySelectorAll('tbody tr[data-row]')];
  const say = (row, kind, text) => {
    row.classList.remove('dirty', 'saved', 'failed');
    row.classList.add(kind);
    row.querySelector('.state').textContent = text;
  };

  form.addEventListener('input', event => {
    const row = event.target.closest('tr[data-row]');
    if (!row) return;
    if (row.dataset.saving) row.dataset.typed = 'yes';
    say(row, 'dirty', form.dataset.typing);
  });

  // A row is saved when the cursor leaves it, as people know it from the real grid.
  form.addEventListener('focusout', event => {
    const row = event.target.closest('tr[data-row]');
    if (row && row.classList.contains('dirty') && !row.contains(event.relatedTarget)) save(row);
  });

  // Up and down go to the same column of the next row, unless the field has a use for the key itself.
  form.addEventListener('keydown', event => {
    const row = event.target.closest('tr[data-row]');
    if (event.ctrlKey && event.key === 's') { event.preventDefault(); for (const one of form.querySelectorAll('tr.dirty,tr.failed')) save(one); return; }
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (!row || !step || event.altKey || event.target.matches('select,textarea,[type=date],[type=number]') && event.key !== 'Enter' || event.target.matches('textarea')) return;
    event.preventDefault();
    const all = rows();
    const column = event.target.closest('td').cellIndex;
    // rows that cannot be typed into are passed over
    for (let at = all.indexOf(row) + step; all[at]; at += step) {
      const next = all[at].cells[column]?.querySelector(fields);
      if (next) { next.focus(); return; }
    }
  });

  // A block copied from a spreadsheet fills the cells from here to the right and downwards.
  form.addEventListener('paste', event => {
    const text = event.clipboardData.getData('text/plain').replace(/\r/g, '').replace(/\n$/, '');
    const row = event.target.closest('tr[data-row]');
    if (!row || !/[\t\n]/.test(text) || event.target.matches('textarea') && !text.includes('\t')) return;
    event.preventDefault();
    const column = event.target.closest('td').cellIndex;
    const unpasted = [];
    let target = row;
    for (const [down, line] of table(text).entries()) {
      if (down > 0 && target) target = target.nextElementSibling ?? another(target);
      if (target) line.forEach((value, right) => { if (!fill(target.cells[column + right], value)) unpasted.push(value); });
      else unpasted.push(line.join(' '));
      if (target && target !== row) save(target);
    }
    // what found no place is said, not dropped
    const notice = form.querySelector('[data-unpasted]');
    notice.textContent = `${notice.dataset.unpasted} ${unpasted.join('; ')}`;
    notice.hidden = unpasted.length === 0;
  });

  // Cells as spreadsheets copy them: those of several lines stand in quotes.
  function table(text) {
    const lines = [[]];
    for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g)) {
      lines.at(-1).push((quoted?.replaceAll('""', '"') ?? plain).trim());
      if (end === '') break;
      if (end === '\n') lines.push([]);
    }
    return lines;
  }

  // Whether the cell took the value; one that cannot keeps its own.
  function fill(cell, value) {
    const all = cell ? [...cell.querySelectorAll(fields)] : [];
    if (all.length === 0) return value === '';
    const [field] = all;
    const taken = cell.querySelector('.options') ? tick(all, value) : set(field, value);
    if (taken) field.dispatchEvent(new Event('input', { bubbles: true }));
    return taken;
  }

  function tick(all, value) {
    const words = value.split(/[;,]/).map(word => word.trim()).filter(word => word);
    const of = field => field.parentElement.textContent.trim();
    if (!words.every(word => all.some(field => of(field) === word))) return false;
    for (const field of all) field.checked = words.includes(of(field));
    return true;
  }

  function set(field, value) {
    if (field.type === 'checkbox') { field.checked = /^(✓.*|1|x|có|yes|true)$/i.test(value); return true; }
    const before = field.value;
    if (field instanceof HTMLSelectElement) value = [...field.options].find(option => option.text.trim() === value || option.value === value)?.value ?? null;
    else if (field.type === 'number' && value.includes(',')) value = value.replaceAll('.', '').replace(',', '.');
    else if (field.type.startsWith('date')) value = value.replace(/^(\d{1,2})\/(\d{1,2})\/(\d{4})/, (_, day, month, year) => [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')).replace(' ', 'T');
    if (value === null) return false;
    field.value = value;
    // fields of numbers and dates turn into nothing what they cannot hold
    if (value === '' || field.value !== '') return true;
    field.value = before;
    return false;
  }

  async function save(row) {
    if (row.dataset.saving) return;
    row.dataset.saving = 'yes';
    delete row.dataset.typed;
    say(row, 'dirty', form.dataset.saving);
    const sent = new FormData();
    for (const field of row.querySelectorAll('input,select,textarea')) {
      if (field.type === 'checkbox' && !field.checked) continue;
      if (field.name) sent.append(field.name, field.value);
    }
    sent.append('only', row.dataset.row);
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(sent), headers: { Accept: 'application/json' } });
      const result = await answer.json();
      const mine = result.rows[0];
      if (!mine) { say(row, 'saved', ''); return; }
      say(row, mine.error ? 'failed' : 'saved', mine.error ?? form.dataset.saved);
      if (!mine.error && mine.row !== row.dataset.row) adopt(row, mine.row);
      if (mine.error) return;
      row.querySelector('input[name$=".etag"]').value = mine.etag;
      for (const field of row.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
    } catch {
      say(row, 'failed', form.dataset.failed);
    } finally {
      delete row.dataset.saving;
      if (row.dataset.typed) again(row);
      if (!form.querySelector('tr.dirty,tr.failed')) form.dispatchEvent(new Event('saved'));
    }
  }

  // What was typed while the row was being saved is not saved yet.
  function again(row) {
    delete row.dataset.typed;
    say(row, 'dirty', form.dataset.typing);
    if (!row.contains(document.activeElement)) save(row);
  }

  // A new row that was saved is an item from now on; a fresh one takes its place.
  function adopt(row, id) {
    if (row === rows().at(-1)) another(row);
    const name = row.querySelector('.rowname');
    for (const field of row.querySelectorAll(`[aria-label$="${name.textContent}"]`)) field.ariaLabel = field.ariaLabel.slice(0, -name.textContent.length) + id;
    name.textContent = id;
    rename(row, id);
  }

  // One more empty row after the last one; none where the last is an item, as nobody may add there.
  function another(last) {
    if (!last.dataset.row.startsWith('new')) return null;
    const fresh = last.cloneNode(true);
    for (const field of fresh.querySelectorAll(fields)) { if (field.type === 'checkbox') field.checked = false; else field.value = ''; }
    rename(fresh, 'new' + (Number(last.dataset.row.slice(3)) + 1));
    fresh.className = '';
    delete fresh.dataset.saving;
    delete fresh.dataset.typed;
    fresh.querySelector('.state').textContent = '';
    last.after(fresh);
    return fresh;
  }

  function rename(row, to) {
    const from = `r.${row.dataset.row}.`;
    for (const field of row.querySelectorAll('[name],[id],[list]')) {
      for (const name of ['name', 'id', 'list']) {
        const text = field.getAttribute(name);
        if (text?.startsWith(from)) field.setAttribute(name, `r.${to}.${text.slice(from.length)}`);
      }
    }
    row.dataset.row = to;
  }
}

// What takes longer than a moment says what is being done, and is not sent twice.
for (const form of document.querySelectorAll('form[data-busy]')) {
  const button = form.querySelector('button');
  const name = button.textContent;
  form.addEventListener('submit', () => {
    button.textContent = form.dataset.busy;
    setTimeout(() => { button.disabled = true; });
  });
  addEventListener('pageshow', () => { button.textContent = name; button.disabled = false; });
}
