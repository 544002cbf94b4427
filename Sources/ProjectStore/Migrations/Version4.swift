extension Migration {
  /// Reports of citizens as subjects of the ledger: SQLite cannot change the conditions of a
  /// column, so the tables are made again.
  static let version4 = Migration(
    version: 4, name: "citizens' reports in the ledger",
    statements: [
      """
      DROP INDEX status_event_subject;
      DROP INDEX status_event_corrects;
      DROP INDEX status_subject_address;
      ALTER TABLE status_head RENAME TO old_status_head;
      ALTER TABLE status_event RENAME TO old_status_event;
      ALTER TABLE status_subject RENAME TO old_status_subject;
      ALTER TABLE status_person RENAME TO old_status_person;
      CREATE TABLE "status_head" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "sequence"
        INTEGER NOT NULL CHECK (fid = 1), "hash" TEXT NOT NULL CHECK (length(hash) = 64), UNIQUE
        ("sequence")) STRICT;
      CREATE TABLE "status_event" (sequence INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "time"
        TEXT NOT NULL CHECK (time GLOB
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
        "recorded" TEXT NOT NULL CHECK (recorded GLOB
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'), "actor"
        TEXT NOT NULL CHECK (actor <> '') CHECK (instr(actor, char(10)) = 0), "subject" TEXT NOT
        NULL CHECK (subject GLOB 'building:?*' OR subject GLOB 'dwelling:?*#?*' OR subject GLOB
        'report:*#?*') CHECK (instr(subject, char(10)) = 0), "event" TEXT NOT NULL CHECK (event =
        'consent_requested' OR event = 'consent_given' OR event = 'consent_refused' OR event =
        'consent_withdrawn' OR event = 'surveyed' OR event = 'duct_at_parcel' OR event =
        'duct_in_building' OR event = 'entry_point_set' OR event = 'cable_blown' OR event =
        'spliced' OR event = 'measured' OR event = 'connected' OR event = 'interest' OR event =
        'contract' OR event = 'in_house_line' OR event = 'outlet_set' OR event = 'activated' OR
        event = 'paused' OR event = 'ended' OR event = 'error_reported' OR event = 'report_closed'
        OR event = 'correction'), "corrects" INTEGER REFERENCES status_event (sequence) CHECK
        ((corrects IS NULL) = (event <> 'correction')), "proof" TEXT NOT NULL CHECK (proof <> ''
        OR event <> 'correction') CHECK (instr(proof, char(10)) = 0), "previous_hash" TEXT NOT
        NULL CHECK (length(previous_hash) = 64), "hash" TEXT NOT NULL CHECK (length(hash) = 64))
        STRICT;
      CREATE TABLE "status_subject" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "subject"
        TEXT NOT NULL, "address_id" TEXT NOT NULL, "dwelling" TEXT, "state" TEXT NOT NULL CHECK
        (state = 'unknown' OR state = 'consent_requested' OR state = 'consent_given' OR state =
        'consent_refused' OR state = 'consent_withdrawn' OR state = 'surveyed' OR state =
        'duct_at_parcel' OR state = 'duct_in_building' OR state = 'entry_point_set' OR state =
        'cable_blown' OR state = 'spliced' OR state = 'measured' OR state = 'connected' OR state =
        'interest' OR state = 'contract' OR state = 'in_house_line' OR state = 'outlet_set' OR
        state = 'activated' OR state = 'paused' OR state = 'ended' OR state = 'error_reported' OR
        state = 'report_closed'), "agreement" TEXT NOT NULL CHECK (agreement = 'unknown' OR
        agreement = 'consent_requested' OR agreement = 'consent_given' OR agreement =
        'consent_refused' OR agreement = 'consent_withdrawn' OR agreement = 'interest' OR
        agreement = 'contract' OR agreement = 'activated' OR agreement = 'paused' OR agreement =
        'ended' OR agreement = 'error_reported' OR agreement = 'report_closed'), "works" TEXT NOT
        NULL CHECK (works = 'none' OR works = 'surveyed' OR works = 'duct_at_parcel' OR works =
        'duct_in_building' OR works = 'entry_point_set' OR works = 'cable_blown' OR works =
        'spliced' OR works = 'measured' OR works = 'connected' OR works = 'in_house_line' OR works
        = 'outlet_set'), "since" TEXT NOT NULL CHECK (since GLOB
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
        "last_time" TEXT NOT NULL CHECK (last_time GLOB
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
        "last_event" INTEGER NOT NULL REFERENCES status_event (sequence), "events" INTEGER NOT
        NULL CHECK (events > 0), "report" TEXT, UNIQUE ("subject")) STRICT;
      CREATE TABLE "status_person" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, subject TEXT
        NOT NULL REFERENCES status_subject (subject) DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT
        NULL CHECK (kind = 'name' OR kind = 'contact' OR kind = 'contract_number' OR kind =
        'message' OR kind = 'address'), value TEXT NOT NULL CHECK (value <> ''), UNIQUE (subject,
        kind)) STRICT;
      INSERT INTO status_head (fid, sequence, hash) SELECT fid, sequence, hash FROM
        old_status_head;
      INSERT INTO status_event (sequence, time, recorded, actor, subject, event, corrects, proof,
        previous_hash, hash) SELECT sequence, time, recorded, actor, subject, event, corrects,
        proof, previous_hash, hash FROM old_status_event;
      INSERT INTO status_subject (fid, subject, address_id, dwelling, state, agreement, works,
        since, last_time, last_event, events) SELECT fid, subject, address_id, dwelling, state,
        agreement, works, since, last_time, last_event, events FROM old_status_subject;
      INSERT INTO status_person (fid, subject, kind, value) SELECT fid, subject, kind, value FROM
        old_status_person;
      DROP TABLE old_status_person;
      DROP TABLE old_status_subject;
      DROP TABLE old_status_event;
      DROP TABLE old_status_head;
      CREATE INDEX status_event_subject ON status_event (subject, time);
      CREATE INDEX status_subject_address ON status_subject (address_id, dwelling);
      CREATE UNIQUE INDEX status_event_corrects ON status_event (corrects) WHERE corrects IS NOT
        NULL;
      CREATE UNIQUE INDEX status_subject_report ON status_subject (report) WHERE report IS NOT
        NULL;
      """
    ])
}
