-- The tables of design.md §6, each a key and its bytes, as on LiteDB. Keys sort by their bytes ("C"), everywhere the same.
-- Every primary key starts with the agency, so that all tables can be distributed by it and stay together (Citus).
-- A later version only adds: nodes of the version before go on working while a new one is rolled out.

create table entries (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);
comment on table entries is 'Entries of the streams: client/number, or @/number for the agency''s own. Never changed.';

create table texts (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);
comment on table texts is 'What people wrote, beside the entries: erasing a row leaves the entry''s hash whole.';

create table clients (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  -- Of the stream's last entry: whoever holds the head in memory asks whether it is still the one.
  hash text collate "C" not null,
  primary key (agency, key)
) with (fillfactor = 80);
comment on table clients is 'Heads: each client''s state after its last entry. A projection of entries.';

create table agencies (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  hash text collate "C" not null,
  primary key (agency, key)
) with (fillfactor = 80);
comment on table agencies is 'Heads of the agencies'' own streams; key is empty.';

create table due (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  -- Microseconds since 1970, with which keys begin.
  at bigint generated always as (substr(key, 1, 19)::bigint) stored,
  primary key (agency, key)
);
create index due_at on due (at, agency);
comment on table due is 'What is next due: instant/client.';

create table requests (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);

create table request_states (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);

create table usage (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);
comment on table usage is 'Usage events by source and id, so that each counts once.';

create table documents (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
) with (fillfactor = 80);
comment on table documents is 'What is no ledger matter: people, conversations, dialogs, month books …';

create table outbox (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  state text collate "C" not null,
  lane text collate "C" not null,
  -- Microseconds since 1970.
  due_at bigint not null,
  -- What follows in the lane waits for its next try.
  failed boolean not null,
  primary key (agency, key)
);
create index outbox_due on outbox (due_at) where state = 'waiting';
create index outbox_lane on outbox (agency, lane, key) where state = 'waiting';

create table outbox_states (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);

create table outbox_lanes (
  agency text collate "C" not null,
  lane text collate "C" not null,
  holder text not null,
  -- By the database's clock.
  until timestamptz not null,
  primary key (agency, lane)
);
create index outbox_lanes_holder on outbox_lanes (holder);
comment on table outbox_lanes is 'Which node delivers a lane just now, and until when it has to say so again.';

create table answers (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);

create table answers_until (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);
