package org.verdite.trail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Texts;

/// A room's records told in the room's own SQL, read within the reader's scope.
public abstract class SqlRecords implements RecordSource {

    /// Parts that a history takes in; the newest come first.
    static final int PARTS = 1000;

    /// One table.
    ///
    /// @param part true for a row of the second line, whose heading is its record's
    /// @param textual true when keys are words
    /// @param heading a query of `title, path` by `:key` and `:language`
    /// @param parts queries of `place, key` by `:key`, newest first
    public record Register(
            String place, boolean part, boolean textual, boolean evidence, String heading, List<String> parts) {

        public static Register of(String place, String heading, String... parts) {
            return new Register(place, false, false, false, heading, List.of(parts));
        }

        public static Register part(String place, String heading) {
            return new Register(place, true, false, false, heading, List.of());
        }

        /// Its keys may be words.
        public Register named() {
            return new Register(place, part, true, evidence, heading, parts);
        }

        public Register withEvidence() {
            return new Register(place, part, textual, true, heading, parts);
        }
    }

    private record Heading(@Nullable String title, String path) {}

    private final JdbcClient jdbc;
    private final Map<String, Register> registers = new LinkedHashMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, String> pointers = new HashMap<>();

    protected SqlRecords(JdbcClient jdbc, Register... registers) {
        this.jdbc = jdbc;
        for (Register register : registers) {
            this.registers.put(register.place(), register);
        }
    }

    /// Codes of a column: their messages begin with `prefix`.
    protected final void codes(String prefix, String... columns) {
        for (String column : columns) {
            codes.put(column, prefix);
        }
    }

    /// Keys of another table's records without a foreign key.
    protected final void pointers(String table, String... columns) {
        for (String column : columns) {
            pointers.put(column, table);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Known> record(RecordKey row, Texts t) {
        var register = registers.get(row.place());
        if (register == null) {
            return Optional.empty();
        }
        return heading(register, row, t).map(h -> {
            var parts = parts(register, row);
            boolean cut = parts.size() > PARTS;
            return new Known(
                    title(register, h, t),
                    h.path(),
                    cut ? List.copyOf(parts.subList(0, PARTS)) : parts,
                    register.evidence(),
                    cut);
        });
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> name(RecordKey row, Texts t) {
        var register = registers.get(row.place());
        return register == null ? Optional.empty() : heading(register, row, t).map(h -> title(register, h, t));
    }

    private static String title(Register register, Heading heading, Texts t) {
        String title = heading.title() == null ? "" : heading.title();
        return register.part() ? t.of("trail.part", Words.place(register.place(), t), title) : title;
    }

    private Optional<Heading> heading(Register register, RecordKey row, Texts t) {
        if (!register.textual() && !row.key().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return jdbc
                .sql(register.heading())
                .param("key", key(register, row))
                .param("language", t.language())
                .query((rs, _) -> new Heading(rs.getString("title"), rs.getString("path")))
                .list()
                .stream()
                .findFirst();
    }

    private List<RecordKey> parts(Register register, RecordKey row) {
        var all = new ArrayList<RecordKey>();
        for (String sql : register.parts()) {
            all.addAll(jdbc.sql(sql + " limit " + (PARTS + 1))
                    .param("key", key(register, row))
                    .query((rs, _) -> new RecordKey(rs.getString(1), rs.getString(2)))
                    .list());
        }
        return List.copyOf(all);
    }

    private static Object key(Register register, RecordKey row) {
        return register.textual() ? row.key() : (Object) Long.valueOf(row.key());
    }

    @Override
    public Map<String, String> codes() {
        return Map.copyOf(codes);
    }

    @Override
    public Map<String, String> pointers() {
        return Map.copyOf(pointers);
    }
}
