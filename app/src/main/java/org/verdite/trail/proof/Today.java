package org.verdite.trail.proof;

import static org.verdite.trail.proof.Finding.What.BATCH_CHANGED;
import static org.verdite.trail.proof.Finding.What.ROW_CHANGED;
import static org.verdite.trail.proof.Finding.What.ROW_DELETED;
import static org.verdite.trail.proof.Finding.What.ROW_INSERTED;
import static org.verdite.trail.proof.Finding.What.WATCH_REMOVED;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds today's rows of every watched table against what their last entries left: finds what was changed with the
/// trigger switched off. Only in the database, an export has no rows.
final class Today {

    /// @param enabled false when somebody switched its triggers off
    record Watched(String place, String table, String key, List<String> leftOut, boolean enabled) {}

    private static final String WATCHED = """
            select n.nspname || '.' || c.relname as place, c.oid::regclass::text as relation, t.tgargs, p.proname,
                   bool_and(t.tgenabled in ('O', 'A')) over (partition by t.tgrelid) as enabled, t.tgname
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_proc p on p.oid = t.tgfoid join pg_namespace s on s.oid = p.pronamespace
            where s.nspname = 'trail' and p.proname like 'remember%' and not t.tgisinternal and t.tgparentid = 0
            order by 1""";

    private final Connection connection;
    private final DatabaseTrail trail;
    private final Findings findings;
    private @Nullable List<Watched> known;

    Today(Connection connection, Findings findings) {
        this.connection = connection;
        this.trail = new DatabaseTrail(connection);
        this.findings = findings;
    }

    void run() throws IOException, SQLException {
        var places = new ArrayList<String>();
        for (Watched watched : watched()) {
            places.add(watched.place());
            if (!watched.enabled()) {
                findings.add(Finding.row(
                        WATCH_REMOVED, Check.TODAY, watched.place(), "", "a trigger that runs", "it is switched off"));
            }
            trail.each(sql(watched), 1000, rs -> compare(watched, rs));
        }
        unwatched(places);
        batches();
    }

    private List<Watched> watched() throws IOException, SQLException {
        var before = known;
        if (before != null) {
            return before;
        }
        var all = new ArrayList<Watched>();
        trail.each(WATCHED, 100, rs -> {
            if (!rs.getString("tgname").equals("remember")) {
                return;
            }
            var words = arguments(rs.getBytes("tgargs"));
            int skip = rs.getString("proname").equals("remember_below") ? 4 : 1;
            all.add(new Watched(
                    rs.getString("place"),
                    rs.getString("relation"),
                    words.getFirst(),
                    words.subList(skip, words.size()),
                    rs.getBoolean("enabled")));
        });
        known = List.copyOf(all);
        return all;
    }

    private static List<String> arguments(byte[] bytes) {
        var words = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                words.add(new String(bytes, from, i - from, java.nio.charset.StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        return words;
    }

    /// Only rows whose texts differ come over the wire.
    private static String sql(Watched w) {
        return """
                select coalesce(e.row_key, r.key) as key, e.seq, e.who, e.at, e.new::text as kept, r.row::text as here
                from (select distinct on (row_key) row_key, seq, who, at, new from trail.entry
                      where place = %s and operation <> 'root' order by row_key, seq desc) e
                full join (select to_jsonb(t) ->> %s as key, to_jsonb(t) - (%s) as row from %s t) r on r.key = e.row_key
                where e.new is distinct from r.row""".formatted(literal(w.place()), literal(w.key()), leftOut(w), w.table());
    }

    private static String leftOut(Watched w) {
        var text = new StringBuilder("array[]::text[]");
        w.leftOut().forEach(c -> text.append(" || ").append(literal(c)).append("::text"));
        return text.toString();
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private void compare(Watched watched, ResultSet rs) throws SQLException {
        String kept = rs.getString("kept");
        String here = rs.getString("here");
        String key = rs.getString("key");
        if (kept != null && here != null) {
            var differences = Rows.differences(kept, here);
            if (!differences.isEmpty()) {
                add(ROW_CHANGED, watched, key, rs, Rows.left(differences), Rows.right(differences));
            }
        } else if (kept == null) {
            add(ROW_INSERTED, watched, key, rs, "no row", "a row");
        } else {
            add(ROW_DELETED, watched, key, rs, "the row", "no row");
        }
    }

    private void add(Finding.What what, Watched watched, String key, ResultSet rs, String expected, String found)
            throws SQLException {
        long seq = rs.getLong("seq");
        Long last = rs.wasNull() ? null : seq;
        var at = rs.getObject("at", java.time.OffsetDateTime.class);
        findings.add(new Finding(
                what,
                Check.TODAY,
                last,
                null,
                watched.place(),
                key,
                rs.getString("who"),
                at == null ? null : at.toInstant(),
                expected,
                found));
    }

    /// One row against its last entry.
    void row(String place, String key, Entry last) throws IOException, SQLException {
        for (Watched w : watched()) {
            if (w.place().equals(place)) {
                String here = null;
                String sql = "select (to_jsonb(t) - (" + leftOut(w) + "))::text from " + w.table() + " t where t."
                        + "\"" + w.key().replace("\"", "\"\"") + "\"::text = ?";
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setString(1, key);
                    try (var rs = statement.executeQuery()) {
                        here = rs.next() ? rs.getString(1) : null;
                    }
                }
                compare(last, here);
            }
        }
    }

    private void compare(Entry last, @Nullable String here) {
        if ((last.newRow() == null) != (here == null)) {
            findings.add(Finding.entry(
                    here == null ? ROW_DELETED : ROW_INSERTED,
                    Check.TODAY,
                    last,
                    null,
                    here == null ? "the row" : "no row",
                    here == null ? "no row" : "a row"));
            return;
        }
        var differences = Rows.differences(last.newRow(), here);
        if (!differences.isEmpty()) {
            findings.add(Finding.entry(
                    ROW_CHANGED, Check.TODAY, last, null, Rows.left(differences), Rows.right(differences)));
        }
    }

    /// A place with entries whose table has no trigger any more, though the table is still there.
    private void unwatched(List<String> places) throws IOException, SQLException {
        trail.each("""
                with recursive p(place) as (
                  (select place from trail.entry order by place limit 1)
                  union all
                  select (select e.place from trail.entry e where e.place > p.place order by e.place limit 1)
                  from p where p.place is not null)
                select place from p where place is not null and to_regclass(place) is not null
                  and exists (select from trail.entry e where e.place = p.place and e.operation <> 'root')""", 100, rs -> {
            if (!places.contains(rs.getString(1))) {
                findings.add(Finding.row(
                        WATCH_REMOVED, Check.TODAY, rs.getString(1), "", "a trigger that remembers", "none"));
            }
        });
    }

    /// Rooms that can compute a batch's root again do.
    private void batches() throws IOException, SQLException {
        var rooms = new ArrayList<String>();
        trail.each("""
                select quote_ident(n.nspname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where p.proname = 'pub_root_of' and pg_get_function_identity_arguments(p.oid) = 'place text, key text'""", 100, rs -> rooms.add(rs.getString(1)));
        for (String room : rooms) {
            trail.each(
                    """
                    select place, row_key, seq, who, at, new ->> 'root' as kept, coalesce(encode(here, 'hex'), '') as here
                    from (select distinct on (e.place, e.row_key) e.place, e.row_key, e.seq, e.who, e.at, e.new,
                                 %s.pub_root_of(e.place, e.row_key) as here
                          from trail.entry e where e.operation = 'root' and e.place like '%s.%%' order by e.place, e.row_key, e.seq desc) b
                    where new ->> 'root' is distinct from encode(here, 'hex')""".formatted(room, room),
                    100,
                    rs -> findings.add(new Finding(
                            BATCH_CHANGED,
                            Check.BATCH,
                            rs.getLong("seq"),
                            null,
                            rs.getString("place"),
                            rs.getString("row_key"),
                            rs.getString("who"),
                            rs.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                            "root " + brief(rs.getString("kept")),
                            rs.getString("here").isEmpty() ? "nothing" : "root " + brief(rs.getString("here")))));
        }
    }

    private static String brief(@Nullable String hex) {
        return hex == null ? "none" : hex.substring(0, Math.min(12, hex.length()));
    }
}
