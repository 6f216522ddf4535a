// Makes the pages quicker to use. Without it everything still works by plain forms.
'use strict';

// On a small screen the menu begins closed; on a wide one it is always there.
for (const side of document.querySelectorAll('details.side')) side.open = matchMedia('(min-width: 641px)').matches;

// Whoever has typed something is asked before it is thrown away.
for (const form of document.querySelectorAll('form[data-guard]')) {
  let dirty = false;
  form.addEventListener('input', () => { dirty = true; });
  form.addEventListener('submit', () => { dirty = false; });
  form.addEventListener('saved', () => { dirty = false; });
  addEventListener('beforeunload', event => { if (dirty) event.preventDefault(); });
}

// Enter in a one-line field does not send a long form half filled.
for (const form of document.querySelectorAll('form.item')) {
  form.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault(); });
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
  const cells = row => [...row.querySelectorAll('input:not([type=hidden]),select,textarea')];
  const rows = () => [...form.querySelectorAll('tbody tr[data-row]')];
  const say = (row, kind, text) => {
    row.classList.remove('dirty', 'saved', 'failed');
    row.classList.add(kind);
    row.querySelector('.state').textContent = text;
  };

  form.addEventListener('input', event => {
    const row = event.target.closest('tr[data-row]');
    if (!row) return;
    row.dataset.typed = Number(row.dataset.typed ?? 0) + 1;
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
    if (event.ctrlKey && event.key === 's') { event.preventDefault(); for (const one of form.querySelectorAll('tr.dirty')) save(one); return; }
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (!row || !step || event.altKey || event.target.matches('select,textarea,[type=date],[type=number]') && event.key !== 'Enter' || event.target.matches('textarea')) return;
    event.preventDefault();
    const all = rows();
    const next = all[all.indexOf(row) + step];
    if (next) cells(next)[cells(row).indexOf(event.target)]?.focus();
  });

  // A block copied from a spreadsheet fills the cells from here to the right and downwards.
  form.addEventListener('paste', event => {
    const text = event.clipboardData.getData('text/plain').replace(/\r/g, '').replace(/\n$/, '');
    const row = event.target.closest('tr[data-row]');
    if (!row || !/[\t\n]/.test(text) || event.target.matches('textarea') && !text.includes('\t')) return;
    event.preventDefault();
    const first = rows().indexOf(row);
    const at = cells(row).indexOf(event.target);
    text.split('\n').forEach((line, down) => {
      const target = rows()[first + down] ?? grow();
      if (!target) return;
      line.split('\t').forEach((value, right) => fill(cells(target)[at + right], value.trim()));
      if (target !== row) save(target);
    });
  });

  function fill(cell, value) {
    if (!cell) return;
    if (cell instanceof HTMLSelectElement) cell.value = [...cell.options].find(option => option.text.trim() === value || option.value === value)?.value ?? cell.value;
    else if (cell.type === 'checkbox') cell.checked = /^(1|x|có|yes|true)$/i.test(value);
    else if (cell.type === 'date' && /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(value)) cell.value = value.split('/').reverse().map(part => part.padStart(2, '0')).join('-');
    else cell.value = value;
    cell.dispatchEvent(new Event('input', { bubbles: true }));
  }

  // One save of a row at a time: what is typed meanwhile is saved after it, on the version that it made.
  async function save(row) {
    if (row.dataset.saving) return;
    row.dataset.saving = 'yes';
    const typed = row.dataset.typed;
    say(row, 'dirty', form.dataset.saving);
    const sent = new FormData();
    for (const field of row.querySelectorAll('input,select,textarea')) {
      if (field.type === 'checkbox' && !field.checked) continue;
      if (field.name) sent.append(field.name, field.value);
    }
    sent.append('only', row.dataset.row);
    let failed = false;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(sent), headers: { Accept: 'application/json' } });
      const mine = (await answer.json()).rows[0];
      failed = !!mine?.error;
      say(row, failed ? 'failed' : 'saved', mine ? mine.error ?? form.dataset.saved : '');
      if (mine && !failed && mine.row !== row.dataset.row) adopt(row, mine.row);
      if (mine && !failed) row.querySelector('input[name$=".etag"]').value = mine.etag;
    } catch {
      failed = true;
      say(row, 'failed', form.dataset.failed);
    }

    delete row.dataset.saving;
    if (row.dataset.typed !== typed && !failed) {
      say(row, 'dirty', form.dataset.typing);
      if (!row.contains(document.activeElement)) await save(row);
    }
    if (!form.querySelector('tr.dirty,tr.failed')) form.dispatchEvent(new Event('saved'));
  }

  // A new row that was saved is an item from now on; a fresh one takes its place at the end.
  function adopt(row, id) {
    if (row === rows().at(-1)) grow();
    rename(row, id);
    row.querySelector('.rowname').textContent = id;
  }

  // One more empty row at the end, where the grid has empty rows at all.
  function grow() {
    const last = rows().at(-1);
    if (!last?.dataset.row.startsWith('new')) return null;
    const fresh = last.cloneNode(true);
    for (const field of cells(fresh)) { if (field.type === 'checkbox') field.checked = false; else field.value = ''; }
    delete fresh.dataset.saving;
    delete fresh.dataset.typed;
    rename(fresh, 'new' + (Number(last.dataset.row.slice(3)) + 1));
    fresh.className = '';
    fresh.querySelector('.state').textContent = '';
    last.after(fresh);
    return fresh;
  }

  function rename(row, to) {
    for (const field of row.querySelectorAll('[name]')) field.name = field.name.replace(/^r\.[^.]+\./, `r.${to}.`);
    for (const field of row.querySelectorAll('[id]')) field.id = field.id.replace(/^r\.[^.]+\./, `r.${to}.`);
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
