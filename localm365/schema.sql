-- One script, run at every start. Times are UTC text, identities are Graph identity sets as JSON.
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- apart from people, so that folders of earlier versions stay readable
CREATE TABLE IF NOT EXISTS languages (person TEXT PRIMARY KEY COLLATE NOCASE, language TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS people (
  id TEXT PRIMARY KEY COLLATE NOCASE, displayName TEXT NOT NULL, upn TEXT NOT NULL UNIQUE COLLATE NOCASE, mail TEXT,
  jobTitle TEXT, department TEXT, manager TEXT, enabled INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS apps (id TEXT PRIMARY KEY COLLATE NOCASE, displayName TEXT NOT NULL, roles TEXT NOT NULL, mailboxes TEXT);
CREATE TABLE IF NOT EXISTS mailboxes (address TEXT PRIMARY KEY COLLATE NOCASE);

CREATE TABLE IF NOT EXISTS sites (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE COLLATE NOCASE, displayName TEXT NOT NULL,
  collection TEXT NOT NULL, web TEXT NOT NULL, created TEXT NOT NULL);
-- The page that a site opens with, where somebody chose one.
CREATE TABLE IF NOT EXISTS welcome (site INTEGER PRIMARY KEY, page TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS grants (
  site INTEGER NOT NULL, kind TEXT NOT NULL, principal TEXT NOT NULL COLLATE NOCASE, role TEXT NOT NULL, PRIMARY KEY (site, kind, principal));

CREATE TABLE IF NOT EXISTS lists (
  id INTEGER PRIMARY KEY, site INTEGER NOT NULL, guid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, displayName TEXT NOT NULL, description TEXT,
  template TEXT NOT NULL, hidden INTEGER NOT NULL, system INTEGER NOT NULL, contentTypes INTEGER NOT NULL, created TEXT NOT NULL,
  modified TEXT NOT NULL, author TEXT NOT NULL, versioning INTEGER NOT NULL DEFAULT 1, versionLimit INTEGER NOT NULL DEFAULT 50,
  attachments INTEGER NOT NULL DEFAULT 1, readSecurity INTEGER NOT NULL DEFAULT 1, writeSecurity INTEGER NOT NULL DEFAULT 1,
  uniqueRights INTEGER NOT NULL DEFAULT 0, generation INTEGER NOT NULL DEFAULT 1, shape INTEGER NOT NULL DEFAULT 1, lastItem INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS lists_of_site ON lists (site);

-- Rights of a list (item 0) or of one of its items. "scopes" names the items that have rights of their own; everything else asks what it lies in.
CREATE TABLE IF NOT EXISTS assignments (
  list INTEGER NOT NULL, item INTEGER NOT NULL, principal INTEGER NOT NULL, role INTEGER NOT NULL, PRIMARY KEY (list, item, principal, role));
CREATE TABLE IF NOT EXISTS scopes (list INTEGER NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (list, item));
-- Permission levels of a site beside those that every site has; what they allow are SharePoint's two halves of a mask.
CREATE TABLE IF NOT EXISTS roles (
  site INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL, PRIMARY KEY (site, id));
-- A site group is a principal: its id is that of its row among the people of the site.
CREATE TABLE IF NOT EXISTS site_groups (
  site INTEGER NOT NULL, id INTEGER NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (site, id));
CREATE TABLE IF NOT EXISTS members (site INTEGER NOT NULL, grp INTEGER NOT NULL, member INTEGER NOT NULL, PRIMARY KEY (site, grp, member));

CREATE TABLE IF NOT EXISTS columns (
  id INTEGER PRIMARY KEY, list INTEGER NOT NULL, guid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, definition TEXT NOT NULL,
  builtIn INTEGER NOT NULL, UNIQUE (list, name));

-- Content types of a site (list 0) and of its lists, in the order in which they came, and the columns of its list that each of them shows.
CREATE TABLE IF NOT EXISTS content_types (
  number INTEGER PRIMARY KEY, site INTEGER NOT NULL, list INTEGER NOT NULL, id TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL,
  description TEXT NOT NULL, grp TEXT NOT NULL, hidden INTEGER NOT NULL, position INTEGER);
CREATE INDEX IF NOT EXISTS types_of_list ON content_types (list);
CREATE TABLE IF NOT EXISTS type_columns (list INTEGER NOT NULL, type TEXT NOT NULL COLLATE NOCASE, column INTEGER NOT NULL, PRIMARY KEY (list, type, column));

-- "changed" is the tenant-wide number of the last write to the item: what delta tokens count by. Deleted items stay as tombstones.
-- Each indexed column of a list brings its own partial index over json_extract(fields, …); see ColumnStore.
CREATE TABLE IF NOT EXISTS items (
  list INTEGER NOT NULL, id INTEGER NOT NULL, guid TEXT NOT NULL, fields TEXT NOT NULL, version INTEGER NOT NULL,
  created TEXT NOT NULL, modified TEXT NOT NULL, author TEXT NOT NULL, editor TEXT NOT NULL, authorId INTEGER NOT NULL,
  editorId INTEGER NOT NULL, changed INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (list, id));
CREATE INDEX IF NOT EXISTS items_changed ON items (list, changed);
CREATE TABLE IF NOT EXISTS versions (
  list INTEGER NOT NULL, item INTEGER NOT NULL, number INTEGER NOT NULL, fields TEXT NOT NULL, modified TEXT NOT NULL, editor TEXT NOT NULL,
  editorId INTEGER NOT NULL, PRIMARY KEY (list, item, number));
-- What makes a list item a folder or a file of a library; parent 0 is the root of the library.
CREATE TABLE IF NOT EXISTS files (
  list INTEGER NOT NULL, item INTEGER NOT NULL, parent INTEGER NOT NULL, name TEXT NOT NULL, folder INTEGER NOT NULL, type TEXT NOT NULL,
  content BLOB NOT NULL, PRIMARY KEY (list, item));
CREATE UNIQUE INDEX IF NOT EXISTS files_by_name ON files (list, parent, name COLLATE SITE);
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS subscriptions (
  id TEXT PRIMARY KEY, app TEXT NOT NULL, list INTEGER NOT NULL, resource TEXT NOT NULL, notificationUrl TEXT NOT NULL, clientState TEXT,
  lifecycleUrl TEXT, tls TEXT, expires TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS subscriptions_of_list ON subscriptions (list);

CREATE TABLE IF NOT EXISTS mails (
  id INTEGER PRIMARY KEY, mailbox TEXT NOT NULL, sentBy TEXT NOT NULL, sent TEXT NOT NULL, subject TEXT NOT NULL, recipients TEXT NOT NULL,
  message TEXT NOT NULL, kept INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS pages (
  id TEXT PRIMARY KEY, site INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE, draft TEXT NOT NULL, published TEXT, level TEXT NOT NULL,
  major INTEGER NOT NULL, minor INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL, author TEXT NOT NULL, editor TEXT NOT NULL,
  UNIQUE (site, name));

CREATE TABLE IF NOT EXISTS meter (
  identity TEXT NOT NULL, api TEXT NOT NULL, requests INTEGER NOT NULL, units INTEGER NOT NULL, writes INTEGER NOT NULL,
  PRIMARY KEY (identity, api));

-- What only SharePoint REST can write. A list without rows in "views" has the one view it was born with; a site without rows in "navigation" the links it was
-- born with; settings, forms and links of the navigation that nobody touched are not here.
CREATE TABLE IF NOT EXISTS views (
  id INTEGER PRIMARY KEY, list INTEGER NOT NULL, guid TEXT NOT NULL UNIQUE, title TEXT NOT NULL, fields TEXT NOT NULL, query TEXT NOT NULL,
  isDefault INTEGER NOT NULL, hidden INTEGER NOT NULL, owner TEXT, rowLimit INTEGER NOT NULL, paged INTEGER NOT NULL, formatter TEXT, type2 TEXT,
  more TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS views_of_list ON views (list);
CREATE TABLE IF NOT EXISTS list_settings (list INTEGER PRIMARY KEY, settings TEXT NOT NULL);
CREATE VIEW IF NOT EXISTS whole_lists AS SELECT l.*, s.settings FROM lists l LEFT JOIN list_settings s ON s.list = l.id;
CREATE TABLE IF NOT EXISTS type_forms (list INTEGER NOT NULL, type TEXT NOT NULL COLLATE NOCASE, form TEXT NOT NULL, PRIMARY KEY (list, type));
CREATE TABLE IF NOT EXISTS attachments (
  list INTEGER NOT NULL, item INTEGER NOT NULL, name TEXT NOT NULL COLLATE SITE, content BLOB NOT NULL, PRIMARY KEY (list, item, name));
CREATE TABLE IF NOT EXISTS navigation (
  site INTEGER NOT NULL, id INTEGER NOT NULL, parent INTEGER NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL,
  external INTEGER NOT NULL, audiences TEXT, PRIMARY KEY (site, id));
-- When a subscription is told that it has to be authorized again.
CREATE TABLE IF NOT EXISTS reauthorizations (subscription TEXT PRIMARY KEY, due TEXT NOT NULL);
-- What items were before each change is kept only while a script of faults asks for stale reads, and no script outlives the process; see PastLog.
DROP TRIGGER IF EXISTS past_new;
DROP TRIGGER IF EXISTS past_old;
DROP TABLE IF EXISTS past;

-- What belongs to a file beside its row: earlier contents, each for the versions up to its number; the PDF of one version; locks and check-outs;
-- links to it. All of it goes with the file.
CREATE TABLE IF NOT EXISTS file_versions (
  list INTEGER NOT NULL, item INTEGER NOT NULL, number INTEGER NOT NULL, type TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (list, item, number));
CREATE TABLE IF NOT EXISTS file_pdfs (list INTEGER NOT NULL, item INTEGER NOT NULL, version INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (list, item));
CREATE TABLE IF NOT EXISTS file_locks (
  list INTEGER NOT NULL, item INTEGER NOT NULL, kind TEXT NOT NULL, holder TEXT, until TEXT, PRIMARY KEY (list, item, kind));
CREATE TABLE IF NOT EXISTS file_links (
  list INTEGER NOT NULL, item INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (list, item, type, scope));
CREATE TRIGGER IF NOT EXISTS file_gone AFTER DELETE ON files BEGIN
  DELETE FROM file_versions WHERE list = OLD.list AND item = OLD.item;
  DELETE FROM file_pdfs WHERE list = OLD.list AND item = OLD.item;
  DELETE FROM file_locks WHERE list = OLD.list AND item = OLD.item;
  DELETE FROM file_links WHERE list = OLD.list AND item = OLD.item;
END;

-- Uploads under way, with what has come of them so far.
CREATE TABLE IF NOT EXISTS uploads (
  id TEXT PRIMARY KEY, drive TEXT NOT NULL, at INTEGER NOT NULL, name TEXT, behavior TEXT NOT NULL, ifMatch TEXT, caller TEXT NOT NULL,
  deferred INTEGER NOT NULL, total INTEGER NOT NULL, received INTEGER NOT NULL, expires TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS upload_parts (upload TEXT NOT NULL, start INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (upload, start));
CREATE TRIGGER IF NOT EXISTS upload_gone AFTER DELETE ON uploads BEGIN
  DELETE FROM upload_parts WHERE upload = OLD.id;
END;

-- Groups of the directory; a member is a person or another group.
CREATE TABLE IF NOT EXISTS entra_groups (id TEXT PRIMARY KEY COLLATE NOCASE, displayName TEXT NOT NULL, mail TEXT, created TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entra_members (grp TEXT NOT NULL COLLATE NOCASE, member TEXT NOT NULL COLLATE NOCASE, PRIMARY KEY (grp, member));
CREATE INDEX IF NOT EXISTS entra_groups_of ON entra_members (member);

-- Mail that came as MIME, as it came; and which received mails were read.
CREATE TABLE IF NOT EXISTS mail_mime (mail INTEGER PRIMARY KEY, mime BLOB NOT NULL);

-- Which received mails were read, by the address that received them.
CREATE TABLE IF NOT EXISTS mail_read (mail INTEGER NOT NULL, mailbox TEXT NOT NULL COLLATE NOCASE, PRIMARY KEY (mail, mailbox));

-- Teams: bots and where they listen, apps of the organisation's catalog, for whom an app is installed, the chat of a bot with a person under both of its
-- names, and what was said in it. "returned" is what a bot answered to a press: it stands in for the message until that is corrected.
CREATE TABLE IF NOT EXISTS bots (id TEXT PRIMARY KEY COLLATE NOCASE, name TEXT NOT NULL, endpoint TEXT);
CREATE TABLE IF NOT EXISTS teams_apps (id TEXT PRIMARY KEY COLLATE NOCASE, externalId TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL, bot TEXT NOT NULL COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS teams_installs (id TEXT PRIMARY KEY, app TEXT NOT NULL COLLATE NOCASE, person TEXT NOT NULL COLLATE NOCASE, UNIQUE (app, person));
CREATE TABLE IF NOT EXISTS teams_chats (
  id TEXT PRIMARY KEY, graphId TEXT NOT NULL UNIQUE, bot TEXT NOT NULL COLLATE NOCASE, person TEXT NOT NULL COLLATE NOCASE, blocked INTEGER NOT NULL DEFAULT 0, UNIQUE (bot, person));
CREATE TABLE IF NOT EXISTS teams_messages (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, chat TEXT NOT NULL, fromBot INTEGER NOT NULL, sent TEXT NOT NULL, changed TEXT, deleted INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL, returned TEXT, UNIQUE (chat, id));
