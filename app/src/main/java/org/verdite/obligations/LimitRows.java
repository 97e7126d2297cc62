package org.verdite.obligations;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Conflict;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NonDetects;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// The register's tables.
@Component
class LimitRows {

    record Row(
            long set,
            @Nullable UnitId unit,
            String parameter,
            Operator operator,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String measure,
            LimitWindow window,
            String clause,
            LocalDate from,
            @Nullable LocalDate to) {}

    /// The unit of a set that exists; null for a standard.
    record Holder(@Nullable UnitId value) {}

    private static final LocalText ADOPTED = LocalText.of("Standards adopted without a permit", "未经许可证采用的标准", "en");
    /// A site's own document holds on all days; what hangs on it has its own.
    private static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

    private static final String BINDING = """
            select id, revision, set_id, concat_ws(' ', set_code, nullif(edition, ''), nullif(table_name, '')) as set_name, kind, site_id,
              facility_id, permit_id, point_code, point_class, parameter_code, fraction, basis, statistic, operator, lower, upper, unit,
              warning_share, rounding, nondetect, minimum_number, valid_from, valid_to, clause, verified, formula,
              covariates, except_at, anchor, season, nondetect_mean, ranked
            from""";

    private static final String NOW = " obligations.pub_binding";

    private final JdbcClient jdbc;

    LimitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(NewLimitSet set) {
        try {
            return jdbc.sql("""
                            insert into obligations.limit_set (unit_id, side, code, edition, table_name, name, authority, site_id, facility_id,
                              valid_from, valid_to, replaces, source, licence, verified, verified_by, note)
                            values (:unit, :side, :code, :edition, :table, cast(:name as jsonb), :authority, :site, :facility,
                              :from, :to, :replaces, :source, :licence, :verified, :verifiedBy, cast(:note as jsonb)) returning id""")
                    .param("unit", set.unit() == null ? null : set.unit().value(), java.sql.Types.INTEGER)
                    .param("side", set.permit() ? "PERMIT" : "STANDARD")
                    .param("code", set.code())
                    .param("edition", set.edition())
                    .param("table", set.table())
                    .param("name", set.name().json())
                    .param("authority", set.authority())
                    .param("site", set.site() == null ? null : set.site().value(), java.sql.Types.INTEGER)
                    .param(
                            "facility",
                            set.facility() == null ? null : set.facility().value(),
                            java.sql.Types.INTEGER)
                    .param("from", set.from())
                    .param("to", set.to(), java.sql.Types.DATE)
                    .param("replaces", set.replaces(), java.sql.Types.BIGINT)
                    .param("source", set.source())
                    .param("licence", set.licence())
                    .param("verified", !set.verifiedBy().isEmpty())
                    .param("verifiedBy", set.verifiedBy())
                    .param("note", set.note().json())
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Invalid("code", "obligations.invalid.code", set.code());
        }
    }

    long nextId() {
        return jdbc.sql("select nextval('obligations.limit_id')")
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// One statement for all, as JSON: a library of standards has hundreds.
    void insertAll(@Nullable UnitId unit, List<NewLimit> limits) {
        insert(limits.stream().map(limit -> columns(nextId(), unit, limit)).toList());
    }

    void insert(long id, @Nullable UnitId unit, NewLimit limit) {
        insert(List.of(columns(id, unit, limit)));
    }

    private void insert(List<Map<String, Object>> limits) {
        jdbc.sql("""
                        insert into obligations.limit (id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic,
                          operator, lower, upper, unit, warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code,
                          clause, note, note_zh, valid_from, valid_to, verified, averaging, anchor, covariates, formula, season, nondetect_mean, ranked)
                        select n.id, n.unit_id, n.set_id, n.kind, n.parameter_code, n.parameter_name, n.fraction, n.basis, n.statistic, n.operator,
                          n.lower, n.upper, n.unit, n.warning_share, n.rounding, n.nondetect, n.minimum_number, n.facility_id, n.point_class,
                          n.point_code, n.clause, n.note, n.note_zh, n.valid_from, n.valid_to, n.verified, n.averaging, n.anchor, n.covariates, n.formula, n.season, n.nondetect_mean, n.ranked
                        from jsonb_populate_recordset(cast(null as obligations.limit), cast(:limits as jsonb)) n""").param("limits", Json.mapper().writeValueAsString(limits)).update();
    }

    private static Map<String, Object> columns(long id, @Nullable UnitId unit, NewLimit limit) {
        var c = new HashMap<String, Object>();
        c.put("id", id);
        c.put("set_id", limit.set());
        c.put("kind", limit.kind().name());
        c.put("parameter_code", limit.parameter());
        c.put("parameter_name", Json.mapper().readTree(limit.parameterName().json()));
        c.put("fraction", limit.fraction());
        c.put("basis", limit.basis());
        c.put("statistic", limit.statistic());
        c.put("operator", limit.operator().name());
        c.put("unit", limit.unit());
        c.put("rounding", limit.rounding().name());
        c.put("nondetect", limit.nonDetect().name());
        c.put("minimum_number", limit.minimumNumber());
        c.put("point_class", limit.pointClass());
        c.put("point_code", limit.pointCode());
        c.put("clause", limit.clause());
        c.put("note", limit.note());
        c.put("note_zh", limit.noteZh());
        c.put("valid_from", limit.from().toString());
        c.put("verified", limit.verified());
        c.put("averaging", limit.window().length());
        c.put("anchor", limit.window().anchor());
        c.put("covariates", limit.window().covariates());
        c.put("formula", limit.window().formula());
        c.put("season", limit.window().season());
        c.put("nondetect_mean", limit.window().nonDetects().name());
        c.put("ranked", Ranked.text(limit.window().ranked()));
        given(c, "unit_id", unit == null ? null : unit.value());
        given(c, "lower", limit.lower() == null ? null : limit.lower().toPlainString());
        given(c, "upper", limit.upper() == null ? null : limit.upper().toPlainString());
        given(c, "warning_share", limit.warningShare());
        given(
                c,
                "facility_id",
                limit.facility() == null ? null : limit.facility().value());
        given(c, "valid_to", limit.to() == null ? null : limit.to().toString());
        return c;
    }

    private static void given(Map<String, Object> columns, String name, @Nullable Object value) {
        if (value != null) {
            columns.put(name, value);
        }
    }

    Row require(long revision) {
        return jdbc.sql("""
                        select set_id, unit_id, parameter_code, operator, lower, upper, unit, averaging, anchor, covariates, formula, clause, valid_from, valid_to, season,
                          nondetect_mean, ranked
                        from obligations.limit where revision = :revision""")
                .param("revision", revision)
                .query((rs, _) -> new Row(
                        rs.getLong("set_id"),
                        unit(rs),
                        rs.getString("parameter_code"),
                        Operator.valueOf(rs.getString("operator")),
                        rs.getBigDecimal("lower"),
                        rs.getBigDecimal("upper"),
                        rs.getString("unit"),
                        new LimitWindow(
                                        rs.getString("averaging"),
                                        rs.getString("anchor"),
                                        covariates(rs),
                                        rs.getString("formula"))
                                .in(rs.getString("season"), NonDetects.valueOf(rs.getString("nondetect_mean")))
                                .of(Ranked.read(rs.getString("ranked"))),
                        rs.getString("clause"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("limit revision " + revision));
    }

    void supersede(long revision) {
        int done = jdbc.sql("""
                        update obligations.limit set superseded_at = verdite.now(), superseded_by = verdite.who()
                        where revision = :revision and superseded_at is null""").param("revision", revision).update();
        if (done == 0) {
            throw new Conflict("limit revision " + revision);
        }
    }

    void copy(
            long revision,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String formula,
            String clause) {
        jdbc.sql("""
                        insert into obligations.limit (id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic,
                          operator, lower, upper, unit, warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code,
                          clause, note, note_zh, valid_from, valid_to, verified, averaging, anchor, covariates, formula, season, nondetect_mean, ranked)
                        select id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic,
                          operator, :lower, :upper, unit, warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code,
                          :clause, note, note_zh, :from, :to, verified, averaging, anchor, covariates, :formula, season, nondetect_mean, ranked
                        from obligations.limit where revision = :revision""")
                .param("revision", revision)
                .param("lower", lower, java.sql.Types.NUMERIC)
                .param("upper", upper, java.sql.Types.NUMERIC)
                .param("formula", formula)
                .param("clause", clause)
                .param("from", from)
                .param("to", to, java.sql.Types.DATE)
                .update();
    }

    /// The same limit with another note; nothing that judges changes.
    void annotate(long revision, String note, String noteZh) {
        jdbc.sql("""
                        insert into obligations.limit (id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic,
                          operator, lower, upper, unit, warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code,
                          clause, note, note_zh, valid_from, valid_to, verified, averaging, anchor, covariates, formula, season, nondetect_mean, ranked)
                        select id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic,
                          operator, lower, upper, unit, warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code,
                          clause, :note, :noteZh, valid_from, valid_to, verified, averaging, anchor, covariates, formula, season, nondetect_mean, ranked
                        from obligations.limit where revision = :revision""")
                .param("revision", revision)
                .param("note", note)
                .param("noteZh", noteZh)
                .update();
    }

    void refer(UnitId unit, long permit, long standard, String pointClass, LocalDate from) {
        jdbc.sql("""
                        insert into obligations.reference (unit_id, permit_id, standard_id, point_class, valid_from)
                        values (:unit, :permit, :standard, :class, :from)""")
                .param("unit", unit.value())
                .param("permit", permit)
                .param("standard", standard)
                .param("class", pointClass)
                .param("from", from)
                .update();
    }

    /// The document on which hangs what a site adopts without a permit; made when it is first asked for.
    long siteDocument(SiteId site, UnitId unit) {
        jdbc.sql("""
                        insert into obligations.limit_set (unit_id, side, code, name, site_id, valid_from)
                        select :unit, 'SITE', s.code, cast(:name as jsonb), s.id, :from from organisation.pub_site s where s.id = :site
                        on conflict (site_id) where side = 'SITE' do nothing""")
                .param("unit", unit.value())
                .param("name", ADOPTED.json())
                .param("from", ALWAYS)
                .param("site", site.value())
                .update();
        return jdbc.sql("select id from obligations.limit_set where side = 'SITE' and site_id = :site")
                .param("site", site.value())
                .query(Long.class)
                .single();
    }

    UnitId unitOfSite(SiteId site) {
        return jdbc.sql("select unit_id from organisation.pub_site where id = :site")
                .param("site", site.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("site " + site.value()));
    }

    /// Whether a standard has a limit that binds only where somebody adopts it.
    boolean adoptable(long standard, String pointClass) {
        return jdbc.sql("""
                        select exists (select 1 from obligations.limit where set_id = :standard and superseded_at is null
                          and kind in ('COMPLIANCE', 'DESIGN') and (:class = '' or point_class = :class))""")
                .param("standard", standard)
                .param("class", pointClass)
                .query(Boolean.class)
                .single();
    }

    boolean refers(long permit, long standard, String pointClass, LocalDate from) {
        return jdbc.sql("""
                        select exists (select 1 from obligations.reference where permit_id = :permit and standard_id = :standard and superseded_at is null
                          and (point_class = :class or point_class = '' or :class = '') and (valid_to is null or valid_to > :from))""")
                .param("permit", permit)
                .param("standard", standard)
                .param("class", pointClass)
                .param("from", from)
                .query(Boolean.class)
                .single();
    }

    Set<String> parametersOf(long set) {
        return Set.copyOf(jdbc.sql("select distinct parameter_code from obligations.limit where set_id = :set")
                .param("set", set)
                .query((rs, _) -> rs.getString(1))
                .list());
    }

    Optional<Holder> unitOf(long set) {
        return jdbc.sql("select unit_id from obligations.limit_set where id = :set")
                .param("set", set)
                .query((rs, _) -> new Holder(unit(rs)))
                .optional();
    }

    /// Where the limits of a permit bind and nowhere else; null for a standard.
    @Nullable SiteId siteOf(long set) {
        return jdbc.sql("""
                        select coalesce(s.site_id, f.site_id) as site from obligations.limit_set s
                        left join organisation.pub_facility f on f.id = s.facility_id where s.id = :set""")
                .param("set", set)
                .query((rs, _) -> Optional.ofNullable((Integer) rs.getObject("site")))
                .optional()
                .flatMap(site -> site)
                .map(SiteId::new)
                .orElse(null);
    }

    List<Limit> binding() {
        return jdbc.sql(BINDING + NOW).query((rs, _) -> limit(rs)).list();
    }

    List<Limit> binding(Instant known) {
        return jdbc.sql(BINDING + " obligations.binding_at(:known)")
                .param("known", known.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> limit(rs))
                .list();
    }

    List<Limit> steps(long id) {
        return jdbc.sql(BINDING + NOW + " where id = :id order by valid_from")
                .param("id", id)
                .query((rs, _) -> limit(rs))
                .list();
    }

    private static @Nullable UnitId unit(ResultSet rs) throws SQLException {
        int unit = rs.getInt("unit_id");
        return rs.wasNull() ? null : new UnitId(unit);
    }

    private static Limit limit(ResultSet rs) throws SQLException {
        Integer facility = (Integer) rs.getObject("facility_id");
        return new Limit(
                rs.getLong("id"),
                rs.getLong("revision"),
                rs.getLong("set_id"),
                rs.getString("set_name"),
                LimitKind.valueOf(rs.getString("kind")),
                (Integer) rs.getObject("site_id"),
                facility == null ? null : new FacilityId(facility),
                (Long) rs.getObject("permit_id"),
                rs.getString("point_code"),
                rs.getString("point_class"),
                rs.getString("parameter_code"),
                rs.getString("fraction"),
                rs.getString("basis"),
                rs.getString("statistic"),
                Operator.valueOf(rs.getString("operator")),
                rs.getBigDecimal("lower"),
                rs.getBigDecimal("upper"),
                rs.getString("unit"),
                rs.getBigDecimal("warning_share"),
                RoundingBasis.valueOf(rs.getString("rounding")),
                NonDetectRule.valueOf(rs.getString("nondetect")),
                rs.getInt("minimum_number"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class),
                rs.getString("clause"),
                rs.getBoolean("verified"),
                rs.getString("formula"),
                covariates(rs),
                List.of(Json.mapper().readValue(rs.getString("except_at"), Limit.Except[].class)),
                rs.getString("anchor"),
                rs.getString("season"),
                NonDetects.valueOf(rs.getString("nondetect_mean")),
                Ranked.read(rs.getString("ranked")));
    }

    private static List<LimitWindow.Covariate> covariates(ResultSet rs) throws SQLException {
        return List.of(Json.mapper().readValue(rs.getString("covariates"), LimitWindow.Covariate[].class));
    }
}
