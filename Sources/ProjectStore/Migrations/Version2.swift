extension Migration {
  /// The ledger of events.
  static let version2 = Migration(
    version: 2, name: "the ledger",
    statements: [
      """
      CREATE TABLE "status_event" (sequence INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "time"
        TEXT NOT NULL CHECK (time GLOB
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
        "recorded" TEXT NOT NULL CHECK (recorded GLOB
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'), "actor"
        TEXT NOT NULL CHECK (actor <> '') CHECK (instr(actor, char(10)) = 0), "subject" TEXT NOT
        NULL CHECK (subject GLOB 'building:?*' OR subject GLOB 'dwelling:?*#?*') CHECK
        (instr(subject, char(10)) = 0), "event" TEXT NOT NULL CHECK (event = 'consent_requested'
        OR event = 'consent_given' OR event = 'consent_refused' OR event = 'consent_withdrawn' OR
        event = 'surveyed' OR event = 'duct_at_parcel' OR event = 'duct_in_building' OR event =
        'entry_point_set' OR event = 'cable_blown' OR event = 'spliced' OR event = 'measured' OR
        event = 'connected' OR event = 'interest' OR event = 'contract' OR event = 'in_house_line'
        OR event = 'outlet_set' OR event = 'activated' OR event = 'paused' OR event = 'ended' OR
        event = 'correction'), "corrects" INTEGER REFERENCES status_event (sequence) CHECK
        ((corrects IS NULL) = (event <> 'correction')), "proof" TEXT NOT NULL CHECK (proof <> ''
        OR event <> 'correction') CHECK (instr(proof, char(10)) = 0), "previous_hash" TEXT NOT
        NULL CHECK (length(previous_hash) = 64), "hash" TEXT NOT NULL CHECK (length(hash) = 64))
        STRICT;
      CREATE TABLE "status_head" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "sequence"
        INTEGER NOT NULL CHECK (fid = 1), "hash" TEXT NOT NULL CHECK (length(hash) = 64), UNIQUE
        ("sequence")) STRICT;
      CREATE TABLE "status_subject" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "subject"
        TEXT NOT NULL, "address_id" TEXT NOT NULL, "dwelling" TEXT, "state" TEXT NOT NULL CHECK
        (state = 'unknown' OR state = 'consent_requested' OR state = 'consent_given' OR state =
        'consent_refused' OR state = 'consent_withdrawn' OR state = 'surveyed' OR state =
        'duct_at_parcel' OR state = 'duct_in_building' OR state = 'entry_point_set' OR state =
        'cable_blown' OR state = 'spliced' OR state = 'measured' OR state = 'connected' OR state =
        'interest' OR state = 'contract' OR state = 'in_house_line' OR state = 'outlet_set' OR
        state = 'activated' OR state = 'paused' OR state = 'ended'), "agreement" TEXT NOT NULL
        CHECK (agreement = 'unknown' OR agreement = 'consent_requested' OR agreement =
        'consent_given' OR agreement = 'consent_refused' OR agreement = 'consent_withdrawn' OR
        agreement = 'interest' OR agreement = 'contract' OR agreement = 'activated' OR agreement =
        'paused' OR agreement = 'ended'), "works" TEXT NOT NULL CHECK (works = 'none' OR works =
        'surveyed' OR works = 'duct_at_parcel' OR works = 'duct_in_building' OR works =
        'entry_point_set' OR works = 'cable_blown' OR works = 'spliced' OR works = 'measured' OR
        works = 'connected' OR works = 'in_house_line' OR works = 'outlet_set'), "since" TEXT NOT
        NULL CHECK (since GLOB
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
        "last_time" TEXT NOT NULL CHECK (last_time GLOB
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
        "last_event" INTEGER NOT NULL REFERENCES status_event (sequence), "events" INTEGER NOT
        NULL CHECK (events > 0), UNIQUE ("subject")) STRICT;
      CREATE TABLE "status_person" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, subject TEXT
        NOT NULL REFERENCES status_subject (subject) DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT
        NULL CHECK (kind = 'name' OR kind = 'contact' OR kind = 'contract_number'), value TEXT NOT
        NULL CHECK (value <> ''), UNIQUE (subject, kind)) STRICT;
      CREATE INDEX status_event_subject ON status_event (subject, time);
      CREATE INDEX status_subject_address ON status_subject (address_id, dwelling);
      CREATE UNIQUE INDEX status_event_corrects ON status_event (corrects) WHERE corrects IS NOT
        NULL;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'status_event', 'attributes', 'status_event',
        'The ledger: every event, in the order it was entered', NULL FROM trasse_project;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'status_head', 'attributes', 'status_head',
        'The ledger''s last event, so that a missing end shows', NULL FROM trasse_project;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'status_subject', 'attributes', 'status_subject',
        'Where each building and dwelling stands, by the ledger', NULL FROM trasse_project;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'status_person', 'attributes', 'status_person',
        'Personal data: never in the ledger, erased on request', NULL FROM trasse_project;
      INSERT INTO status_head VALUES (1, 0,
        '0000000000000000000000000000000000000000000000000000000000000000');
      """
    ])
}
