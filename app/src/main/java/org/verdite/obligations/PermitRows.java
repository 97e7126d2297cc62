package org.verdite.obligations;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.obligations.Permits.Terms;
import org.verdite.shared.FacilityId;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Permits and their references in the database.
@Component
class PermitRows {

    record Permit(
            long id,
            UnitId unit,
            @Nullable SiteId site,
            @Nullable FacilityId facility,
            Terms terms,
            String verifiedBy,
            int version) {}

    record Referred(
            UnitId unit,
            long permit,
            long standard,
            LocalDate from,
            @Nullable LocalDate to) {}

    private final JdbcClient jdbc;

    PermitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Held until the transaction ends.
    Permit take(long id) {
        return jdbc.sql("select * from obligations.limit_set where id = :id and side = 'PERMIT' for update")
                .param("id", id)
                .query((rs, _) -> {
                    Integer site = (Integer) rs.getObject("site_id");
                    Integer facility = (Integer) rs.getObject("facility_id");
                    return new Permit(
                            rs.getLong("id"),
                            new UnitId(rs.getInt("unit_id")),
                            site == null ? null : new SiteId(site),
                            facility == null ? null : new FacilityId(facility),
                            new Terms(
                                    Json.text(rs.getString("name")),
                                    rs.getString("authority"),
                                    rs.getObject("valid_from", LocalDate.class),
                                    rs.getObject("valid_to", LocalDate.class),
                                    rs.getString("source")),
                            rs.getString("verified_by"),
                            rs.getInt("version"));
                })
                .optional()
                .orElseThrow(() -> new NotHere("permit " + id));
    }

    void write(long permit, Terms terms) {
        jdbc.sql("""
                        update obligations.limit_set set name = cast(:name as jsonb), authority = :authority, valid_from = :from, valid_to = :to,
                          source = :source, version = version + 1
                        where id = :id""")
                .param("name", terms.name().json())
                .param("authority", terms.authority())
                .param("from", terms.from())
                .param("to", terms.to(), java.sql.Types.DATE)
                .param("source", terms.source())
                .param("id", permit)
                .update();
    }

    /// What holds of a permit's limits from a day on, for another one; one that changes later changes there too.
    void copyLimits(long permit, long renewed, LocalDate from) {
        jdbc.sql("""
                        with fresh as materialized (
                          select n.id, nextval('obligations.limit_id') as fresh from (
                            select distinct l.id from obligations.limit l
                            where l.set_id = :permit and l.superseded_at is null and (l.valid_to is null or l.valid_to > :from)) n)
                        insert into obligations.limit (id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic,
                          operator, lower, upper, unit, warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code,
                          clause, note, note_zh, valid_from, valid_to, verified, averaging, anchor, covariates, formula, season, nondetect_mean, ranked)
                        select f.fresh, l.unit_id, :renewed, l.kind, l.parameter_code, l.parameter_name, l.fraction, l.basis, l.statistic,
                          l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number, l.facility_id,
                          l.point_class, l.point_code, l.clause, l.note, l.note_zh, greatest(l.valid_from, :from), l.valid_to, l.verified,
                          l.averaging, l.anchor, l.covariates, l.formula, l.season, l.nondetect_mean, l.ranked
                        from obligations.limit l join fresh f on f.id = l.id
                        where l.set_id = :permit and l.superseded_at is null and (l.valid_to is null or l.valid_to > :from)""")
                .param("permit", permit)
                .param("renewed", renewed)
                .param("from", from)
                .update();
    }

    /// What may be discharged goes on under the new permit, as its own quotas.
    void copyQuotas(long permit, long renewed, LocalDate from) {
        jdbc.sql("""
                        with fresh as materialized (
                          select n.id, nextval('obligations.quota_id') as fresh from (
                            select distinct q.id from obligations.quota q
                            where q.set_id = :permit and q.superseded_at is null and (q.valid_to is null or q.valid_to > :from)) n)
                        insert into obligations.quota (id, unit_id, set_id, parameter_code, parameter_name, amount, unit, period, point_code,
                          warning_share, clause, valid_from, valid_to)
                        select f.fresh, q.unit_id, :renewed, q.parameter_code, q.parameter_name, q.amount, q.unit, q.period, q.point_code,
                          q.warning_share, q.clause, greatest(q.valid_from, :from), q.valid_to
                        from obligations.quota q join fresh f on f.id = q.id
                        where q.set_id = :permit and q.superseded_at is null and (q.valid_to is null or q.valid_to > :from)""")
                .param("permit", permit)
                .param("renewed", renewed)
                .param("from", from)
                .update();
    }

    void copyReferences(long permit, long renewed, LocalDate from) {
        jdbc.sql("""
                        insert into obligations.reference (unit_id, permit_id, standard_id, point_class, valid_from, valid_to)
                        select unit_id, :renewed, standard_id, point_class, greatest(valid_from, :from), valid_to from obligations.reference
                        where permit_id = :permit and superseded_at is null and (valid_to is null or valid_to > :from)""")
                .param("permit", permit)
                .param("renewed", renewed)
                .param("from", from)
                .update();
    }

    /// Of a permit's own limits and of those it refers to.
    Set<String> parameters(long permit) {
        return Set.copyOf(jdbc.sql("""
                        select distinct parameter_code from obligations.limit where set_id = :permit
                          or set_id in (select standard_id from obligations.reference where permit_id = :permit)""")
                .param("permit", permit)
                .query((rs, _) -> rs.getString(1))
                .list());
    }

    Referred takeReference(long id) {
        return jdbc.sql("""
                        select unit_id, permit_id, standard_id, valid_from, valid_to from obligations.reference
                        where id = :id and superseded_at is null for update""")
                .param("id", id)
                .query((rs, _) -> new Referred(
                        new UnitId(rs.getInt("unit_id")),
                        rs.getLong("permit_id"),
                        rs.getLong("standard_id"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("reference " + id));
    }

    void withdraw(long reference, @Nullable LocalDate from) {
        jdbc.sql("update obligations.reference set superseded_at = verdite.now() where id = :id")
                .param("id", reference)
                .update();
        if (from != null) {
            jdbc.sql("""
                            insert into obligations.reference (unit_id, permit_id, standard_id, point_class, valid_from, valid_to)
                            select unit_id, permit_id, standard_id, point_class, valid_from, :to from obligations.reference where id = :id""").param("to", from).param("id", reference).update();
        }
    }
}
