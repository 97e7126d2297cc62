package org.verdite.organisation.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// What the pages and the API read about sites, facilities and boundaries.
@Component
@Transactional(readOnly = true)
class SitesQueries {

    record SiteLine(
            int id,
            int unit,
            String code,
            LocalText name,
            String kind,
            String country,
            String province,
            String timeZone,
            BigDecimal latitude,
            BigDecimal longitude,
            @Nullable String legalEntity,
            @Nullable LocalText legalEntityName,
            String minerals,
            @Nullable LocalDate operatingSince,
            @Nullable LocalDate acquired,
            @Nullable LocalDate closed,
            int version) {}

    record FacilityLine(
            int id,
            int site,
            int unit,
            String code,
            LocalText name,
            String kind,
            String lifeState,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            int version) {}

    record MembershipLine(
            long id,
            String boundary,
            LocalText boundaryName,
            String standing,
            BigDecimal share,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable LocalDate due,
            String reason,
            String approvedBy,
            String endReason) {}

    record Member(
            int site,
            int unit,
            LocalText name,
            String standing,
            BigDecimal share,
            @Nullable LocalDate due,
            String reason,
            String approvedBy,
            LocalDate from) {}

    record Boundary(String code, LocalText name) {}

    private static final String LINE = """
            select s.*, l.code as entity_code, l.name as entity_name
            from organisation.site s left join organisation.legal_entity l on l.id = s.legal_entity_id\s""";

    private final JdbcClient jdbc;

    SitesQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<SiteLine> list(Filters filters) {
        var keyset = Keyset.of(filters, 50, "s.code text", "s.id int");
        var rows = jdbc.sql(LINE + """
                        where (:kind = '' or s.kind = :kind) and (:country = '' or s.country = :country)
                          and (:q = '' or s.code ilike :like or s.name ->> 'en' ilike :like or s.name ->> 'zh' like :like) and\s""" + keyset.where() + keyset.orderAndLimit())
                .param("kind", filters.get("kind"))
                .param("country", filters.get("country"))
                .param("q", filters.get("q"))
                .param("like", UnitsQueries.like(filters.get("q")))
                .params(keyset.params())
                .query((rs, _) -> line(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.code(), r.id()));
    }

    SiteLine require(int id) {
        return jdbc.sql(LINE + "where s.id = :id")
                .param("id", id)
                .query((rs, _) -> line(rs))
                .optional()
                .orElseThrow(() -> new NotHere("site " + id));
    }

    /// Null when the site is out of sight.
    @Nullable LocalText name(int id) {
        return jdbc.sql("select name from organisation.site where id = :id")
                .param("id", id)
                .query((rs, _) -> Json.text(rs.getString(1)))
                .optional()
                .orElse(null);
    }

    List<SiteLine> find(String words, int limit) {
        return jdbc.sql(LINE + """
                        where s.name ->> 'en' ilike :words or s.name ->> 'zh' like :words or s.code ilike :words
                        order by s.code limit :limit""")
                .param("words", UnitsQueries.like(words))
                .param("limit", limit)
                .query((rs, _) -> line(rs))
                .list();
    }

    /// Open sites by name: code → what it is called.
    Map<String, String> choices(LocalDate day, Texts t) {
        var choices = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select code, verdite.text(name, :lang) as word from organisation.site
                        where closed is null or closed > :day order by word, code limit 500""").param("lang", t.language()).param("day", day).query(rs -> {
            choices.put(rs.getString("code"), rs.getString("word") + " (" + rs.getString("code") + ")");
        });
        return choices;
    }

    List<FacilityLine> facilities(int site) {
        return jdbc.sql("select * from organisation.facility where site_id = :site order by code")
                .param("site", site)
                .query((rs, _) -> facility(rs))
                .list();
    }

    FacilityLine requireFacility(int id) {
        return jdbc.sql("select * from organisation.facility where id = :id")
                .param("id", id)
                .query((rs, _) -> facility(rs))
                .optional()
                .orElseThrow(() -> new NotHere("facility " + id));
    }

    List<MembershipLine> memberships(int site) {
        return jdbc.sql("""
                        select m.*, b.name as boundary_name from organisation.membership m
                        join organisation.boundary b on b.code = m.boundary
                        where m.site_id = :site and m.superseded_at is null order by m.boundary, m.valid_from desc""")
                .param("site", site)
                .query((rs, _) -> new MembershipLine(
                        rs.getLong("id"),
                        rs.getString("boundary"),
                        Json.text(rs.getString("boundary_name")),
                        rs.getString("standing"),
                        rs.getBigDecimal("share"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getObject("due", LocalDate.class),
                        rs.getString("reason"),
                        rs.getString("approved_by"),
                        rs.getString("end_reason")))
                .list();
    }

    List<Member> members(String boundary, LocalDate on, @Nullable Instant known) {
        return jdbc.sql("""
                        select m.*, s.name from organisation.pub_members(:boundary, :on,
                          coalesce(cast(:known as timestamptz), 'infinity')) m
                        join organisation.site s on s.id = m.site_id order by s.code""")
                .param("boundary", boundary)
                .param("on", on)
                .param("known", known == null ? null : known.toString())
                .query((rs, _) -> new Member(
                        rs.getInt("site_id"),
                        rs.getInt("unit_id"),
                        Json.text(rs.getString("name")),
                        rs.getString("standing"),
                        rs.getBigDecimal("share"),
                        rs.getObject("due", LocalDate.class),
                        rs.getString("reason"),
                        rs.getString("approved_by"),
                        rs.getObject("valid_from", LocalDate.class)))
                .list();
    }

    List<Boundary> boundaries() {
        return jdbc.sql("select code, name from organisation.boundary order by code")
                .query((rs, _) -> new Boundary(rs.getString(1), Json.text(rs.getString(2))))
                .list();
    }

    private static FacilityLine facility(ResultSet rs) throws SQLException {
        return new FacilityLine(
                rs.getInt("id"),
                rs.getInt("site_id"),
                rs.getInt("unit_id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getString("kind"),
                rs.getString("life_state"),
                rs.getBigDecimal("latitude"),
                rs.getBigDecimal("longitude"),
                rs.getInt("version"));
    }

    private static SiteLine line(ResultSet rs) throws SQLException {
        return new SiteLine(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getString("kind"),
                rs.getString("country"),
                rs.getString("province"),
                rs.getString("time_zone"),
                rs.getBigDecimal("latitude"),
                rs.getBigDecimal("longitude"),
                rs.getString("entity_code"),
                rs.getString("entity_name") == null ? null : Json.text(rs.getString("entity_name")),
                rs.getString("minerals"),
                rs.getObject("operating_since", LocalDate.class),
                rs.getObject("acquired", LocalDate.class),
                rs.getObject("closed", LocalDate.class),
                rs.getInt("version"));
    }
}
