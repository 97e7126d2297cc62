package org.verdite.obligations.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.Ranked;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NonDetects;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Standards and permits with their limits.
@Component
@Transactional(readOnly = true)
class SetQueries {

    private static final int PAGE = 50;

    /// Which kinds of point speak of a medium.
    static final Map<String, List<String>> MEDIA = Map.of(
            "WATER", List.of("OUTFALL", "WORKSHOP_OUTLET", "SURFACE_WATER", "GROUNDWATER"),
            "AIR", List.of("STACK", "BOUNDARY", "AMBIENT_AIR"),
            "NOISE", List.of("NOISE", "VIBRATION"),
            "SOIL", List.of("SOIL", "WASTE"));

    private static final String SELECT = """
            select s.*, st.name as site_name, f.name as facility_name, f.code as facility_code, c.limits,
              r.code as replaces_code, r.edition as replaces_edition,
              (select n.id from obligations.limit_set n where n.replaces = s.id order by n.id limit 1) as replaced_by
            from obligations.limit_set s
            left join organisation.pub_site st on st.id = s.site_id
            left join organisation.pub_facility f on f.id = s.facility_id
            left join obligations.limit_set r on r.id = s.replaces
            cross join lateral (select count(distinct l.id) as limits from obligations.limit l where l.set_id = s.id and l.superseded_at is null) c""";

    /// The documents as they were known at a moment: what was said before, where it was superseded later.
    private static final String KNOWN = """
            (select n.id, n.unit_id, n.side, n.code, n.edition, n.table_name, coalesce(b.name, n.name) as name,
                coalesce(b.authority, n.authority) as authority, n.site_id, n.facility_id, coalesce(b.valid_from, n.valid_from) as valid_from,
                case when b.id is null then n.valid_to else b.valid_to end as valid_to, n.replaces, coalesce(b.source, n.source) as source,
                n.licence, n.verified, n.verified_by, n.version, n.note
              from obligations.limit_set n left join lateral (
                select * from obligations.limit_set_before b where b.set_id = n.id and b.superseded_at > cast(:known as timestamptz)
                order by b.superseded_at limit 1) b on true) s
            """;

    record SetRow(
            long id,
            @Nullable Integer unitId,
            String side,
            String code,
            String edition,
            String table,
            LocalText name,
            String authority,
            @Nullable LocalText site,
            @Nullable LocalText facility,
            LocalDate from,
            @Nullable LocalDate to,
            String source,
            String licence,
            boolean verified,
            String verifiedBy,
            int limits,
            @Nullable Long replaces,
            String replacesName,
            @Nullable Long replacedBy,
            int version,
            LocalText note) {

        boolean permit() {
            return side.equals("PERMIT");
        }

        /// A permit, or what a site adopted without one.
        boolean ofPlace() {
            return unitId != null;
        }

        String title() {
            return String.join(" ", List.of(code, edition)).strip();
        }

        /// With its table, for a choice among many of one standard.
        String label() {
            return String.join(" ", List.of(title(), table)).strip();
        }

        boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && (to == null || day.isBefore(to));
        }
    }

    record LimitRow(
            long revision,
            long id,
            long setId,
            String kind,
            String parameter,
            LocalText parameterName,
            String fraction,
            String basis,
            String statistic,
            String operator,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String unit,
            @Nullable BigDecimal warningShare,
            String rounding,
            int minimumNumber,
            String pointClass,
            String pointCode,
            String clause,
            LocalText note,
            LocalDate from,
            @Nullable LocalDate to,
            boolean verified,
            LimitWindow window,
            Instant recordedAt) {

        String bounds(Texts t) {
            if (!window.formula().isEmpty()) {
                return t.of("obligations.limit.byFormula");
            }
            String text = switch (operator) {
                case "NOT_DETECTED" -> t.of("obligations.operator.NOT_DETECTED");
                case "RANGE" -> number(t, lower) + "–" + number(t, upper);
                case "MIN" -> "≥\u202f" + number(t, lower);
                default -> number(t, upper);
            };
            return unit.isEmpty() || unit.equals("pH") || operator.equals("NOT_DETECTED")
                    ? text
                    : text + "\u202f" + unit;
        }

        /// Over what it is taken: `PT8H · rolling`, `06:00–22:00`, and which of many values it is; empty where the
        /// statistic says it all.
        String taken(Texts t) {
            String anchor = window.anchor();
            String words = anchor.isEmpty()
                    ? ""
                    : Character.isDigit(anchor.charAt(0))
                            ? t.of("obligations.anchor.hours", anchor.replace('/', '–'))
                            : t.of("obligations.anchor." + anchor);
            var ranked = window.ranked();
            return Stream.of(
                            ranked == null ? "" : ranked.said(t),
                            window.length(),
                            words,
                            window.season().replace('/', '–'))
                    .filter(w -> !w.isEmpty())
                    .collect(Collectors.joining(" · "));
        }

        private static String number(Texts t, @Nullable BigDecimal number) {
            return number == null ? "" : t.number(number, Math.max(0, number.scale()));
        }

        String where(Texts t) {
            return pointCode.isEmpty() ? place(t, pointClass) : pointCode;
        }

        /// A class of points in words; empty for any.
        static String place(Texts t, String pointClass) {
            if (pointClass.isEmpty()) {
                return "";
            }
            int colon = pointClass.indexOf(':');
            return colon < 0
                    ? t.of("obligations.pointKind." + pointClass)
                    : t.of("obligations.pointKind." + pointClass.substring(0, colon)) + " "
                            + pointClass.substring(colon + 1);
        }
    }

    record Reference(
            long id,
            long permitId,
            long standardId,
            String name,
            String pointClass,
            LocalDate from,
            @Nullable LocalDate to,
            int limits) {}

    private final JdbcClient jdbc;

    SetQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<SetRow> page(Filters filters, String side) {
        var keyset = Keyset.of(filters, PAGE, "s.code text", "s.edition text", "s.table_name text", "s.id bigint");
        var params = new HashMap<String, Object>(keyset.params());
        String sql = SELECT + where(filters, side, params) + " and " + keyset.where() + keyset.orderAndLimit();
        var rows = jdbc.sql(sql).params(params).query((rs, _) -> set(rs)).list();
        return keyset.page(rows, row -> List.of(row.code(), row.edition(), row.table(), row.id()));
    }

    private static String where(Filters filters, String side, Map<String, Object> params) {
        var conditions = new ArrayList<String>();
        conditions.add(side.equals("STANDARD") ? "s.side = 'STANDARD'" : "s.side <> 'STANDARD'");
        switch (filters.get("verified")) {
            case "yes" -> conditions.add("s.verified");
            case "no" -> conditions.add("not s.verified");
            default -> {}
        }
        switch (filters.get("state")) {
            case "valid" ->
                conditions.add(
                        "s.valid_from <= cast(verdite.now() as date) and (s.valid_to is null or s.valid_to > cast(verdite.now() as date))");
            case "ended" -> conditions.add("s.valid_to <= cast(verdite.now() as date)");
            default -> {}
        }
        if (filters.has("medium")) {
            var kinds = MEDIA.get(filters.get("medium"));
            if (kinds == null) {
                throw new Invalid("medium", "ui.form.choice");
            }
            conditions.add("""
                    exists (select 1 from obligations.limit x where x.set_id = s.id and x.superseded_at is null
                      and split_part(x.point_class, ':', 1) = any(:kinds))""");
            params.put("kinds", kinds.toArray(String[]::new));
        }
        if (filters.has("authority")) {
            conditions.add("s.authority = :authority");
            params.put("authority", filters.get("authority"));
        }
        if (filters.has("on")) {
            conditions.add("s.valid_from <= :on and (s.valid_to is null or s.valid_to > :on)");
            params.put("on", day("on", filters.get("on")));
        }
        if (filters.has("parameter")) {
            conditions.add(
                    "exists (select 1 from obligations.limit x where x.set_id = s.id and x.superseded_at is null and x.parameter_code = :parameter)");
            params.put("parameter", filters.get("parameter"));
        }
        return " where " + String.join(" and ", conditions);
    }

    static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.DateTimeException e) {
            throw new Invalid(field, "ui.form.date", text);
        }
    }

    /// Who set the standards of the library, for the filter.
    Map<String, String> authorities() {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select distinct authority from obligations.limit_set where side = 'STANDARD' and authority <> '' order by 1 limit 200""").query(rs -> {
            all.put(rs.getString(1), rs.getString(1));
        });
        return all;
    }

    /// Every standard of the library by its id, for a choice.
    Map<String, String> library() {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, concat_ws(' ', code, nullif(edition, ''), nullif(table_name, '')) as name from obligations.limit_set
                        where side = 'STANDARD' order by code, edition, table_name limit 1000""").query(rs -> {
            all.put(rs.getString("id"), rs.getString("name"));
        });
        return all;
    }

    SetRow require(long id) {
        return require(id, null);
    }

    /// @param known as the register knew it at that moment; null for now
    SetRow require(long id, @Nullable Instant known) {
        return jdbc.sql((known == null ? SELECT : SELECT.replace("obligations.limit_set s\n", KNOWN))
                        + " where s.id = :id")
                .param("id", id)
                .param("known", at(known), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((rs, _) -> set(rs))
                .optional()
                .orElseThrow(() -> new NotHere("limit set " + id));
    }

    private static SetRow set(ResultSet rs) throws SQLException {
        String site = rs.getString("site_name");
        String facility = rs.getString("facility_name");
        String replacesCode = rs.getString("replaces_code");
        return new SetRow(
                rs.getLong("id"),
                (Integer) rs.getObject("unit_id"),
                rs.getString("side"),
                rs.getString("code"),
                rs.getString("edition"),
                rs.getString("table_name"),
                Json.text(rs.getString("name")),
                rs.getString("authority"),
                site == null ? null : Json.text(site),
                facility == null ? null : Json.text(facility),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class),
                rs.getString("source"),
                rs.getString("licence"),
                rs.getBoolean("verified"),
                rs.getString("verified_by"),
                rs.getInt("limits"),
                (Long) rs.getObject("replaces"),
                replacesCode == null ? "" : (replacesCode + " " + rs.getString("replaces_edition")).strip(),
                (Long) rs.getObject("replaced_by"),
                rs.getInt("version"),
                Json.text(rs.getString("note")));
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant known) {
        return known == null ? null : known.atOffset(ZoneOffset.UTC);
    }

    /// The end of a day as a moment, for "as known on".
    ///
    /// @throws Invalid when it is no date
    static @Nullable Instant known(@Nullable String day) {
        if (day == null || day.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(day.strip())
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minusNanos(1000);
        } catch (java.time.DateTimeException e) {
            throw new Invalid("known", "ui.form.date", day);
        }
    }

    /// The limits of a set, each with its earlier and later values in the order of their days.
    ///
    /// @param known as the register knew them at that moment; null for now
    List<LimitRow> limits(long set, @Nullable Instant known) {
        return jdbc.sql("""
                        select * from obligations.limit where set_id = :set and recorded_at <= coalesce(cast(:known as timestamptz), 'infinity')
                          and (superseded_at is null or superseded_at > coalesce(cast(:known as timestamptz), 'infinity'))
                        order by point_code, point_class, parameter_code, statistic, fraction, id, valid_from limit 2000""")
                .param("set", set)
                .param("known", at(known), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((rs, _) -> limit(rs))
                .list();
    }

    LimitRow limit(long revision) {
        return jdbc.sql("select * from obligations.limit where revision = :revision")
                .param("revision", revision)
                .query((rs, _) -> limit(rs))
                .optional()
                .orElseThrow(() -> new NotHere("limit revision " + revision));
    }

    /// The revision of a limit that holds now in place of one that was superseded.
    @Nullable LimitRow current(long id, LocalDate day) {
        return jdbc.sql("""
                        select * from obligations.limit where id = :id and superseded_at is null
                        order by (valid_from <= :day) desc, valid_from desc limit 1""")
                .param("id", id)
                .param("day", day)
                .query((rs, _) -> limit(rs))
                .optional()
                .orElse(null);
    }

    private static LimitRow limit(ResultSet rs) throws SQLException {
        return new LimitRow(
                rs.getLong("revision"),
                rs.getLong("id"),
                rs.getLong("set_id"),
                rs.getString("kind"),
                rs.getString("parameter_code"),
                Json.text(rs.getString("parameter_name")),
                rs.getString("fraction"),
                rs.getString("basis"),
                rs.getString("statistic"),
                rs.getString("operator"),
                rs.getBigDecimal("lower"),
                rs.getBigDecimal("upper"),
                rs.getString("unit"),
                rs.getBigDecimal("warning_share"),
                rs.getString("rounding"),
                rs.getInt("minimum_number"),
                rs.getString("point_class"),
                rs.getString("point_code"),
                rs.getString("clause"),
                note(rs.getString("note"), rs.getString("note_zh")),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class),
                rs.getBoolean("verified"),
                new LimitWindow(
                        rs.getString("averaging"),
                        rs.getString("anchor"),
                        List.of(Json.mapper().readValue(rs.getString("covariates"), LimitWindow.Covariate[].class)),
                        rs.getString("formula"),
                        rs.getString("season"),
                        NonDetects.valueOf(rs.getString("nondetect_mean")),
                        Ranked.read(rs.getString("ranked"))),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static LocalText note(String note, String zh) {
        return zh.isEmpty() ? LocalText.of("en", note) : LocalText.of(note, zh, "en");
    }

    List<Reference> references(long permit, @Nullable Instant known) {
        return jdbc.sql(REFERENCES + """
                        where r.permit_id = :permit and r.recorded_at <= coalesce(cast(:known as timestamptz), 'infinity')
                          and (r.superseded_at is null or r.superseded_at > coalesce(cast(:known as timestamptz), 'infinity')) order by s.code, r.valid_from""")
                .param("permit", permit)
                .param("known", at(known), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((rs, _) -> reference(rs))
                .list();
    }

    /// A reference that holds, or will.
    Reference reference(long id) {
        return jdbc.sql(REFERENCES + " where r.id = :id and r.superseded_at is null")
                .param("id", id)
                .query((rs, _) -> reference(rs))
                .optional()
                .orElseThrow(() -> new NotHere("reference " + id));
    }

    private static Reference reference(ResultSet rs) throws SQLException {
        return new Reference(
                rs.getLong("id"),
                rs.getLong("permit_id"),
                rs.getLong("standard_id"),
                rs.getString("name"),
                rs.getString("point_class"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class),
                rs.getInt("limits"));
    }

    /// A limit that binds here because its standard was adopted.
    ///
    /// @param over what stands instead of it, everywhere or at narrower places
    record Adopted(long reference, String standard, LimitRow limit, List<Over> over) {

        /// The limit that stands instead of this one everywhere on a day; null when none does.
        @Nullable Over whole(LocalDate day) {
            return over.stream()
                    .filter(o -> o.whole() && !day.isBefore(o.from()) && (o.to() == null || day.isBefore(o.to())))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// @param own the limit that overrides, of the document `document`
    /// @param whole false when only at the narrower place that `own` names
    record Over(
            LimitRow own,
            String document,
            boolean whole,
            LocalDate from,
            @Nullable LocalDate to) {}

    List<Adopted> adopted(long document) {
        var over = new HashMap<String, List<Over>>();
        jdbc.sql("""
                        select v.reference_id || '/' || v.adopted as key, q.code, v.whole, v.valid_from as since, v.valid_to as until, o.*
                        from obligations.pub_overridden v
                        join obligations.limit o on o.revision = v.own join obligations.limit_set q on q.id = v.own_set_id
                        where v.reference_id in (select id from obligations.reference where permit_id = :document) order by v.valid_from, v.own""").param("document", document).query(rs -> {
            over.computeIfAbsent(rs.getString("key"), _ -> new ArrayList<>())
                    .add(new Over(
                            limit(rs),
                            rs.getString("code"),
                            rs.getBoolean("whole"),
                            rs.getObject("since", LocalDate.class),
                            rs.getObject("until", LocalDate.class)));
        });
        return jdbc.sql("""
                        select r.id as reference_id, concat_ws(' ', s.code, nullif(s.edition, ''), nullif(s.table_name, '')) as standard, l.*
                        from obligations.reference r
                        join obligations.limit_set s on s.id = r.standard_id
                        join obligations.limit l on l.set_id = s.id and l.superseded_at is null and l.kind in ('COMPLIANCE', 'DESIGN')
                          and (r.point_class = '' or l.point_class = r.point_class)
                        where r.permit_id = :document and r.superseded_at is null
                        order by 2, l.parameter_code, l.statistic, l.point_class, l.valid_from limit 1000""")
                .param("document", document)
                .query((rs, _) -> {
                    var limit = limit(rs);
                    long reference = rs.getLong("reference_id");
                    return new Adopted(
                            reference,
                            rs.getString("standard"),
                            limit,
                            over.getOrDefault(reference + "/" + limit.revision(), List.of()));
                })
                .list();
    }

    /// Where a standard can be adopted: the permits in force and every site, by the unit that holds each.
    List<Place> places(Texts t, LocalDate day) {
        return jdbc.sql("""
                        select s.unit_id, 'site:' || s.id as key, s.name, '' as permit from organisation.pub_site s
                        union all
                        select p.unit_id, 'permit:' || p.id, coalesce(s.name, f.name), p.code from obligations.limit_set p
                        left join organisation.pub_site s on s.id = p.site_id left join organisation.pub_facility f on f.id = p.facility_id
                        where p.side = 'PERMIT' and (p.valid_to is null or p.valid_to > :day) order by 1, 4 limit 4000""")
                .param("day", day)
                .query((rs, _) -> {
                    String name = t.of(Json.text(rs.getString("name")));
                    String permit = rs.getString("permit");
                    return new Place(
                            rs.getInt("unit_id"),
                            rs.getString("key"),
                            permit.isEmpty()
                                    ? t.of("obligations.adopt.site", name)
                                    : t.of("obligations.adopt.permit", name, permit));
                })
                .list();
    }

    /// @param key `site:3` or `permit:12`
    record Place(int unit, String key, String name) {}

    /// The classes of points that a standard's obligations speak of.
    List<String> classes(long standard) {
        return jdbc.sql("""
                        select distinct point_class from obligations.limit where set_id = :standard and superseded_at is null
                          and kind in ('COMPLIANCE', 'DESIGN') order by 1""")
                .param("standard", standard)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    private static final String REFERENCES = """
                        select r.id, r.permit_id, r.valid_to, r.standard_id, concat_ws(' ', s.code, nullif(s.edition, ''), nullif(s.table_name, '')) as name, r.point_class, r.valid_from,
                          (select count(*) from obligations.limit l where l.set_id = s.id and l.superseded_at is null
                             and l.kind in ('COMPLIANCE', 'DESIGN') and (r.point_class = '' or r.point_class = l.point_class)) as limits
                        from obligations.reference r join obligations.limit_set s on s.id = r.standard_id
                        """;

    /// Sites for the permit's form: id → name.
    Map<String, String> sites(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("select id, name from organisation.pub_site order by verdite.text(name, :lang) limit 1000")
                .param("lang", t.language())
                .query(rs -> {
                    all.put(rs.getString("id"), t.of(Json.text(rs.getString("name"))));
                });
        return all;
    }

    int unitOfSite(int site) {
        return jdbc.sql("select unit_id from organisation.pub_site where id = :site")
                .param("site", site)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new NotHere("site " + site));
    }

    /// Standards that a permit can refer to.
    Map<String, String> standards() {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select s.id, concat_ws(' ', s.code, nullif(s.edition, ''), nullif(s.table_name, '')) as name from obligations.limit_set s
                        where s.side = 'STANDARD' and exists (select 1 from obligations.limit l where l.set_id = s.id and l.kind = 'COMPLIANCE')
                        order by 2 limit 500""").query(rs -> {
            all.put(rs.getString("id"), rs.getString("name"));
        });
        return all;
    }
}
