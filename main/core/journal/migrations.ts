/** The journal's tables, as the steps by which they came to be. A step once released is never changed; a new one is added. */

export const migrations: readonly string[] = [
  `
  create table submissions (
    serial integer primary key autoincrement,
    id text not null unique,
    number text not null unique,
    operation text not null,
    made_at text not null,
    kept_at integer not null,
    state text not null check (state in ('kept', 'accepted', 'refused')),
    attempts integer not null default 0,
    key_id text not null,
    sealed blob,
    outcome text,
    decided_at integer,
    check (state <> 'kept' or sealed is not null),
    check ((state = 'kept') = (outcome is null))
  ) strict;
  create index submissions_by_state on submissions (state, serial);
  create table number_serials (day text primary key, last integer not null) strict;
  create table audit (
    seq integer primary key,
    at integer not null,
    event text not null,
    details text not null,
    previous text not null,
    hash text not null
  ) strict;
  create table audit_head (only integer primary key check (only = 1), seq integer not null, hash text not null) strict;
  create table counters (name text primary key, value integer not null) strict;
  `,
  `create table uncut_paper (only integer primary key check (only = 1), since integer not null) strict;`,
];
