package org.verdite.monitoring.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.intake.file.FileShape;
import org.verdite.monitoring.intake.file.ImportFiles;
import org.verdite.shared.Conflict;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import org.verdite.ui.book.SheetFound;
import org.verdite.ui.book.SheetNote;

/// The imports and their sources in the database. Called inside transactions.
@Component
class Intakes {

    private final JdbcClient jdbc;

    Intakes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int insert(UnitId unit, String fileName, ImportFiles.Kept kept, FileShape shape, ImportFiles.@Nullable Book book) {
        return jdbc.sql("""
                        insert into monitoring.intake (unit_id, source, file_name, sha256, state, size, encoding, delimiter, header, fingerprint,
                          sheet, sheets, sheet_notes)
                        values (:unit, '', :file, decode(:sha, 'hex'), 'UPLOADED', :size, :encoding, :delimiter, cast(:header as jsonb),
                          :fingerprint, :sheet, cast(:sheets as jsonb), cast(:notes as jsonb)) returning id""")
                .param("unit", unit.value())
                .param("file", fileName)
                .param("sha", HexFormat.of().formatHex(kept.sha256()))
                .param("size", kept.size())
                .param("encoding", shape.encoding().name())
                .param("delimiter", String.valueOf(shape.delimiter()))
                .param("header", Json.mapper().writeValueAsString(shape.header()))
                .param("fingerprint", shape.fingerprint())
                .param("sheet", book == null ? "" : name(book))
                .param("sheets", json(book == null ? List.of() : book.sheets()))
                .param("notes", json(book == null ? List.of() : book.text().notes()))
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private static String name(ImportFiles.Book book) {
        return book.sheets().get(book.sheet()).name();
    }

    private static String json(List<?> list) {
        return Json.mapper().writeValueAsString(list);
    }

    /// Takes another sheet of the workbook; what was said of the columns before means nothing any more.
    void sheet(IntakeRow row, ImportFiles.Book book) {
        var shape = book.text().shape();
        int done = jdbc.sql("""
                        update monitoring.intake set sheet = :sheet, sheet_notes = cast(:notes as jsonb), header = cast(:header as jsonb),
                          fingerprint = :fingerprint, mapping = null, state = 'UPLOADED', failure = '',
                          mapping_version = mapping_version + 1, version = version + 1
                        where id = :id and version = :version""")
                .param("sheet", name(book))
                .param("notes", json(book.text().notes()))
                .param("header", json(shape.header()))
                .param("fingerprint", shape.fingerprint())
                .param("id", row.id())
                .param("version", row.version())
                .update();
        if (done == 0) {
            throw new Conflict("import " + row.id());
        }
    }

    IntakeRow require(long id) {
        return jdbc.sql("select * from monitoring.intake where id = :id")
                .param("id", id)
                .query((rs, _) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotHere("import " + id));
    }

    static IntakeRow read(ResultSet rs) throws SQLException {
        String mapping = rs.getString("mapping");
        var visible = rs.getArray("visible");
        var loadedAt = rs.getTimestamp("loaded_at");
        byte[] sha = rs.getBytes("sha256");
        return new IntakeRow(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getString("source"),
                (Integer) rs.getObject("source_id"),
                rs.getString("file_name"),
                sha == null ? new byte[0] : sha,
                IntakeState.valueOf(rs.getString("state")),
                rs.getLong("size"),
                rs.getString("encoding"),
                rs.getString("delimiter").isEmpty()
                        ? ','
                        : rs.getString("delimiter").charAt(0),
                Arrays.asList(Json.mapper().readValue(rs.getString("header"), String[].class)),
                rs.getString("fingerprint"),
                mapping == null ? null : Json.mapper().readValue(mapping, MappingSpec.class),
                rs.getBoolean("everywhere") || visible == null
                        ? null
                        : Arrays.stream((Integer[]) visible.getArray())
                                .mapToInt(Integer::intValue)
                                .toArray(),
                (Long) rs.getObject("job_id"),
                rs.getString("failure"),
                new LoadResult(
                        rs.getLong("loaded"),
                        rs.getLong("unchanged"),
                        rs.getLong("revised"),
                        rs.getLong("rejected"),
                        rs.getLong("judged"),
                        rs.getLong("exceeded"),
                        rs.getLong("not_judged"),
                        rs.getLong("waiting")),
                rs.getLong("lines"),
                rs.getString("who"),
                rs.getTimestamp("recorded_at").toInstant(),
                loadedAt == null ? null : loadedAt.toInstant(),
                rs.getInt("mapping_version"),
                rs.getInt("version"),
                rs.getString("sheet"),
                List.of(Json.mapper().readValue(rs.getString("sheets"), SheetFound[].class)),
                List.of(Json.mapper().readValue(rs.getString("sheet_notes"), SheetNote[].class)));
    }

    /// Keeps a mapping with the units its author sees; what an earlier dry run found is out of date now.
    void map(IntakeRow row, MappingSpec spec, @Nullable Integer source) {
        int[] units = Scope.current().units();
        int done = jdbc.sql("""
                        update monitoring.intake set mapping = cast(:mapping as jsonb), source_id = :source, source = :name, state = 'MAPPED',
                          visible = cast(:visible as int[]), everywhere = :everywhere, failure = '', mapping_version = mapping_version + 1,
                          version = version + 1
                        where id = :id and version = :version""")
                .param("mapping", Json.mapper().writeValueAsString(spec))
                .param("source", source, Types.INTEGER)
                .param("name", spec.source() == null ? "" : spec.source().name())
                .param(
                        "visible",
                        units == null
                                ? "{}"
                                : Arrays.toString(units).replace('[', '{').replace(']', '}'))
                .param("everywhere", units == null)
                .param("id", row.id())
                .param("version", row.version())
                .update();
        if (done == 0) {
            throw new Conflict("import " + row.id());
        }
    }

    /// Moves on, unless somebody was faster.
    void move(IntakeRow row, IntakeState to, @Nullable Long job, String failure) {
        int done = jdbc.sql("""
                        update monitoring.intake set state = :state, job_id = coalesce(:job, job_id), failure = :failure, version = version + 1
                        where id = :id and version = :version""")
                .param("state", to.name())
                .param("job", job, Types.BIGINT)
                .param("failure", failure.length() > 1_000 ? failure.substring(0, 1_000) : failure)
                .param("id", row.id())
                .param("version", row.version())
                .update();
        if (done == 0) {
            throw new Conflict("import " + row.id());
        }
    }

    void keepDryRun(IntakeRow row, DryRun result) {
        var now = require(row.id());
        if (now.version() != row.version()) {
            throw new Refused("monitoring.import.refused.changed");
        }
        move(now, IntakeState.DRY_RUN, null, "");
        jdbc.sql("update monitoring.intake set lines = :lines, rejected = :rejected where id = :id")
                .param("lines", result.lines())
                .param("rejected", result.notLoaded())
                .param("id", row.id())
                .update();
        jdbc.sql("""
                        insert into monitoring.dry_run (intake_id, unit_id, intake_version, mapping_version, result)
                        values (:id, :unit, :version, :mapping, cast(:result as jsonb))
                        on conflict (intake_id) do update set intake_version = excluded.intake_version,
                          mapping_version = excluded.mapping_version, result = excluded.result, made_at = verdite.now()""")
                .param("id", row.id())
                .param("unit", row.unit())
                .param("version", row.version() + 1)
                .param("mapping", row.mappingVersion())
                .param("result", Json.mapper().writeValueAsString(result))
                .update();
    }

    /// What the last dry run found, if it still speaks of the mapping as it is.
    Optional<DryRun> dryRun(IntakeRow row) {
        return jdbc.sql("select result from monitoring.dry_run where intake_id = :id and mapping_version = :mapping")
                .param("id", row.id())
                .param("mapping", row.mappingVersion())
                .query((rs, _) -> Json.mapper().readValue(rs.getString(1), DryRun.class))
                .optional();
    }

    /// Also one of an earlier mapping, for the names it found.
    Optional<DryRun> anyDryRun(long id) {
        return jdbc.sql("select result from monitoring.dry_run where intake_id = :id")
                .param("id", id)
                .query((rs, _) -> Json.mapper().readValue(rs.getString(1), DryRun.class))
                .optional();
    }

    int source(UnitId unit, MappingSpec.Source source) {
        return jdbc.sql("""
                        insert into monitoring.source as s (unit_id, name, licence) values (:unit, :name, :licence)
                        on conflict (unit_id, name) do update set licence = case when excluded.licence = '' then s.licence else excluded.licence end
                        returning id""")
                .param("unit", unit.value())
                .param("name", source.name())
                .param("licence", source.licence() == null ? "" : source.licence())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    void remember(IntakeRow row, int source, MappingSpec spec) {
        jdbc.sql("""
                        insert into monitoring.source_mapping (source_id, unit_id, fingerprint, mapping)
                        select :source, s.unit_id, :fingerprint, cast(:mapping as jsonb) from monitoring.source s where s.id = :source
                        on conflict (source_id, fingerprint) do update set mapping = excluded.mapping""")
                .param("source", source)
                .param("fingerprint", row.fingerprint())
                .param("mapping", Json.mapper().writeValueAsString(spec))
                .update();
    }

    /// The mapping of the latest source whose file looked like this one.
    Optional<MappingSpec> remembered(String fingerprint, @Nullable String source) {
        return jdbc.sql("""
                        select m.mapping from monitoring.source_mapping m join monitoring.source s on s.id = m.source_id
                        where m.fingerprint = :fingerprint and (cast(:source as text) is null or s.name = :source)
                        order by m.id desc limit 1""")
                .param("fingerprint", fingerprint)
                .param("source", source, Types.VARCHAR)
                .query((rs, _) -> Json.mapper().readValue(rs.getString(1), MappingSpec.class))
                .optional();
    }

    void rejects(IntakeRow row, List<Reject> rejects) {
        jdbc.sql("delete from monitoring.intake_reject where intake_id = :id")
                .param("id", row.id())
                .update();
        for (int from = 0; from < rejects.size(); from += 5_000) {
            var batch = rejects.subList(from, Math.min(rejects.size(), from + 5_000));
            jdbc.sql("""
                            insert into monitoring.intake_reject (intake_id, ordinal, unit_id, line, column_name, found, code, args)
                            select :id, :from + n, :unit, line, column_name, found, code, cast(args as jsonb)
                            from unnest(cast(:lines as int[]), cast(:columns as text[]), cast(:founds as text[]), cast(:codes as text[]),
                              cast(:args as text[])) with ordinality as u(line, column_name, found, code, args, n)""")
                    .param("id", row.id())
                    .param("from", from)
                    .param("unit", row.unit())
                    .param("lines", batch.stream().map(r -> (int) r.line()).toArray(Integer[]::new))
                    .param("columns", batch.stream().map(Reject::column).toArray(String[]::new))
                    .param("founds", batch.stream().map(r -> plain(r.found())).toArray(String[]::new))
                    .param("codes", batch.stream().map(Reject::code).toArray(String[]::new))
                    .param(
                            "args",
                            batch.stream()
                                    .map(r -> plain(Json.mapper().writeValueAsString(r.args())))
                                    .toArray(String[]::new))
                    .update();
        }
    }

    private static String plain(String text) {
        return text.replace("\u0000", "").replace("\\u0000", "");
    }
}
