package org.verdite.monitoring.web.sampling;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Laboratories with what they are accredited for.
@Component
@Transactional(readOnly = true)
class LaboratoryQueries {

    private static final String SELECT = """
            select l.*, c.methods, c.ends from monitoring.laboratory l
            cross join lateral (
              select count(distinct a.method)::int as methods, min(a.valid_to) as ends from monitoring.accreditation a
              where a.laboratory_id = l.id and a.superseded_at is null and a.valid_from <= cast(:today as date)
                and (a.valid_to is null or a.valid_to >= cast(:today as date))) c""";

    /// @param methods accredited today
    /// @param ends when the first of them ends
    record LaboratoryRow(
            int id,
            String code,
            LocalText name,
            boolean own,
            String address,
            int version,
            int methods,
            @Nullable LocalDate ends) {
        String path() {
            return "/monitoring/laboratories/" + id;
        }
    }

    record Accreditation(
            int id,
            String method,
            List<String> parameters,
            String body,
            String number,
            LocalDate from,
            @Nullable LocalDate to,
            boolean withdrawn,
            String why) {

        String state(LocalDate today) {
            if (withdrawn) {
                return "WITHDRAWN";
            }
            if (from.isAfter(today)) {
                return "TO_COME";
            }
            return to != null && to.isBefore(today) ? "EXPIRED" : "VALID";
        }

        State sign(LocalDate today) {
            return switch (state(today)) {
                case "VALID" -> State.OK;
                case "EXPIRED" -> State.BAD;
                default -> State.IDLE;
            };
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    LaboratoryQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    Page<LaboratoryRow> page(Filters filters) {
        var keyset = Keyset.of(filters, 25, "l.code text", "l.id int");
        var params = new HashMap<String, Object>(keyset.params());
        params.put("today", today());
        String where = "";
        if (filters.has("q")) {
            where = " and (l.code ilike :words or l.name::text ilike :words)";
            params.put("words", InstrumentQueries.words(filters.get("q")));
        }
        var rows = jdbc.sql(SELECT + " where " + keyset.where() + where + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> row(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.code(), r.id()));
    }

    LaboratoryRow require(int id) {
        return jdbc.sql(SELECT + " where l.id = :id")
                .param("today", today())
                .param("id", id)
                .query((rs, _) -> row(rs))
                .optional()
                .orElseThrow(() -> new NotHere("laboratory " + id));
    }

    private static LaboratoryRow row(ResultSet rs) throws SQLException {
        return new LaboratoryRow(
                rs.getInt("id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getBoolean("own"),
                rs.getString("address"),
                rs.getInt("version"),
                rs.getInt("methods"),
                rs.getObject("ends", LocalDate.class));
    }

    List<Accreditation> accreditations(int laboratory) {
        return jdbc.sql(
                        "select * from monitoring.accreditation where laboratory_id = :id order by method, valid_from desc, id desc limit 1000")
                .param("id", laboratory)
                .query((rs, _) -> new Accreditation(
                        rs.getInt("id"),
                        rs.getString("method"),
                        texts(rs.getArray("parameters")),
                        rs.getString("body"),
                        rs.getString("number"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getObject("superseded_at") != null,
                        rs.getString("withdrawn_because")))
                .list();
    }

    static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    /// For a form: id → name.
    Map<String, String> options(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("select id, code, name from monitoring.laboratory order by code limit 1000")
                .query(rs -> {
                    all.put(rs.getString("id"), rs.getString("code") + " " + t.of(Json.text(rs.getString("name"))));
                });
        return all;
    }
}
