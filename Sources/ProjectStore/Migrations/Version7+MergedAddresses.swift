extension Migration {
  /// Takes the lists of merged ids apart, and ties events to the addresses that remain.
  static let version7MergedAddresses: StaticString = """
    -- Lists as they were written: ids in order, with blanks between them. An import after the
    -- first one took ids with blanks apart and put their words in order.
    CREATE TEMP TABLE merge_list (id TEXT PRIMARY KEY, list TEXT NOT NULL);
    INSERT INTO merge_list SELECT id, merged_ids || ' ' FROM address WHERE merged_ids <> '';
    CREATE TEMP TABLE merge_word (id TEXT NOT NULL, place INTEGER NOT NULL, word TEXT NOT NULL);
    INSERT INTO merge_word
      WITH RECURSIVE cut (id, place, list) AS (
        SELECT id, 1, list FROM merge_list
        UNION ALL
        SELECT id, place + 1, substr(list, instr(list, ' ') + 1) FROM cut WHERE list <> '')
      SELECT id, place, substr(list, 1, instr(list, ' ') - 1) FROM cut WHERE instr(list, ' ') > 1;
    CREATE INDEX temp.merge_word_word ON merge_word (word, id);

    -- The ids that events, works and reservations have and no address; each is found by the word with
    -- its first colon.
    CREATE TEMP TABLE merge_wanted (old TEXT PRIMARY KEY, mark TEXT);
    INSERT OR IGNORE INTO merge_wanted (old)
      SELECT old FROM (
        SELECT CASE WHEN report IS NOT NULL THEN substr(subject, 8, length(subject) - 8 - length(report))
          WHEN dwelling IS NULL THEN substr(subject, 10)
          ELSE substr(subject, 10, length(subject) - 10 - length(dwelling)) END AS old
        FROM status_subject
        UNION SELECT address_id FROM built WHERE address_id IS NOT NULL
        UNION SELECT address_id FROM reservation)
      WHERE old <> '' AND old NOT IN (SELECT id FROM address);
    UPDATE merge_wanted SET mark = substr(rest, 1, instr(rest || ' ', ' ') - 1) FROM (
        SELECT old AS own, substr(old, length(rtrim(head, replace(head, ' ', ''))) + 1) AS rest
        FROM (SELECT old, substr(old, 1, instr(old, ':')) AS head FROM merge_wanted))
      WHERE old = own;
    CREATE TEMP TABLE merge_part (old TEXT NOT NULL, word TEXT NOT NULL);
    INSERT INTO merge_part
      WITH RECURSIVE cut (old, list) AS (
        SELECT old, old || ' ' FROM merge_wanted
        UNION ALL
        SELECT old, substr(list, instr(list, ' ') + 1) FROM cut WHERE list <> '')
      SELECT old, substr(list, 1, instr(list, ' ') - 1) FROM cut WHERE instr(list, ' ') > 1;
    CREATE INDEX temp.merge_part_old ON merge_part (old);

    -- A list has such an id as it is written, or else all of its words, if no other list has them.
    CREATE TEMP TABLE merge_found AS
      SELECT DISTINCT old, id, instr(' ' || list, ' ' || old || ' ') > 0 AS whole
      FROM merge_wanted JOIN merge_word ON word = mark JOIN merge_list USING (id)
      WHERE NOT EXISTS (SELECT 1 FROM merge_part WHERE merge_part.old = merge_wanted.old AND NOT EXISTS (
        SELECT 1 FROM merge_word AS own WHERE own.id = merge_list.id AND own.word = merge_part.word));
    DELETE FROM merge_found WHERE NOT whole AND old IN (
      SELECT old FROM merge_found GROUP BY old HAVING max(whole) OR count(*) > 1);
    INSERT INTO merged_address (address_id, merged_id) SELECT id, old FROM merge_found ORDER BY id, old;

    DELETE FROM merge_word WHERE EXISTS (
      SELECT 1 FROM merge_found JOIN merge_part USING (old)
      WHERE NOT whole AND merge_found.id = merge_word.id AND merge_part.word = merge_word.word);
    DELETE FROM merge_list;
    INSERT INTO merge_list
      SELECT id, group_concat(word, ' ') || ' ' FROM (SELECT id, word FROM merge_word ORDER BY id, place) GROUP BY id;
    -- Of the remaining words, an id begins with the name of a source, or else at a word with a colon or
    -- a random id; other words belong to the id before.
    CREATE TEMP TABLE merge_mark AS SELECT name || ':' AS mark FROM import_source UNION SELECT 'osm:';
    CREATE TEMP TABLE merge_start AS
      WITH RECURSIVE cut (id, place, list) AS (
        SELECT id, 1, list FROM merge_list
        UNION ALL
        SELECT id, place + instr(list, ' '), substr(list, instr(list, ' ') + 1) FROM cut WHERE list <> '')
      SELECT id, place, substr(list, 1, instr(list, ' ') - 1) AS word,
        (SELECT max(length(mark)) FROM merge_mark WHERE substr(list, 1, length(mark)) = mark) AS known
      FROM cut WHERE list <> '';
    CREATE INDEX temp.merge_start_id ON merge_start (id, place);
    DELETE FROM merge_start WHERE EXISTS (SELECT 1 FROM merge_start AS before
        WHERE before.id = merge_start.id AND before.place < merge_start.place
          AND before.place + before.known > merge_start.place)
      OR (known IS NULL AND place > 1 AND instr(word, ':') = 0
        AND NOT (length(word) = 17 AND word GLOB 'm*' AND NOT substr(word, 2) GLOB '*[^0-9a-f]*'));
    INSERT OR IGNORE INTO merged_address (address_id, merged_id)
      SELECT id, trim(substr(list, place, next - place)) FROM (
        SELECT id, list, place,
          lead(place, 1, length(list) + 1) OVER (PARTITION BY id ORDER BY place) AS next
        FROM merge_start JOIN merge_list USING (id))
      ORDER BY id, place;

    DROP TABLE temp.merge_start;
    DROP TABLE temp.merge_mark;
    DROP TABLE temp.merge_found;
    DROP TABLE temp.merge_part;
    DROP TABLE temp.merge_wanted;
    DROP TABLE temp.merge_word;
    DROP TABLE temp.merge_list;
    ALTER TABLE address DROP COLUMN merged_ids;

    UPDATE status_subject SET address_id = coalesce(
      (SELECT merged_address.address_id FROM merged_address
        WHERE merged_id = own_id AND NOT EXISTS (SELECT 1 FROM address WHERE id = own_id)
        ORDER BY merged_address.address_id LIMIT 1), own_id)
      FROM (SELECT fid AS own_fid, CASE WHEN report IS NOT NULL
          THEN substr(subject, 8, length(subject) - 8 - length(report))
        WHEN dwelling IS NULL THEN substr(subject, 10)
        ELSE substr(subject, 10, length(subject) - 10 - length(dwelling)) END AS own_id
        FROM status_subject)
      WHERE fid = own_fid;
    INSERT OR IGNORE INTO dwelling (address_id, label)
      SELECT address_id, dwelling FROM status_subject
      WHERE dwelling IS NOT NULL AND address_id IN (SELECT id FROM address);
    UPDATE dwelling SET state = coalesce((
      SELECT state FROM status_subject AS own
      WHERE own.address_id = dwelling.address_id AND own.dwelling = dwelling.label
      ORDER BY own.last_event DESC LIMIT 1), 'unknown');
    """
}
