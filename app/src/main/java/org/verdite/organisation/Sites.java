package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Sites, and which of them a boundary covers since when.
@Component
public class Sites {

    private final JdbcClient jdbc;
    private final Access access;
    private final Facilities facilities;
    private final Memberships memberships;
    private final UnitTrees trees;

    Sites(JdbcClient jdbc, Access access, Facilities facilities, Memberships memberships, UnitTrees trees) {
        this.jdbc = jdbc;
        this.access = access;
        this.facilities = facilities;
        this.memberships = memberships;
        this.trees = trees;
    }

    @Transactional
    public SiteId add(NewSite site) {
        access.require(Permission.ORGANISATION_EDIT, site.unit());
        site.check();
        requireRegion(site.zone());
        int id = Rules.saying(
                "code",
                () -> jdbc.sql("""
                        insert into organisation.site (unit_id, code, name, kind, country, province, time_zone, latitude, longitude,
                          legal_entity_id, minerals, operating_since, acquired, closed)
                        values (:unit, :code, cast(:name as jsonb), :kind, :country, :province, :zone, :latitude, :longitude,
                          :entity, :minerals, cast(:since as date), cast(:acquired as date), cast(:closed as date)) returning id""")
                        .param("unit", site.unit().value())
                        .param("code", site.code())
                        .param("name", site.name().json())
                        .param("kind", site.kind())
                        .param("country", site.country())
                        .param("province", site.province())
                        .param("zone", site.zone().getId())
                        .param("latitude", site.latitude())
                        .param("longitude", site.longitude())
                        .param("entity", entity(site.legalEntity()))
                        .param("minerals", site.minerals())
                        .param("since", site.operatingSince())
                        .param("acquired", site.acquired())
                        .param("closed", site.closed())
                        .query((rs, _) -> rs.getInt(1))
                        .single());
        trees.changed();
        return new SiteId(id);
    }

    @Transactional
    public void change(SiteId site, SiteChange change) {
        access.require(Permission.ORGANISATION_EDIT, unitOf(site));
        change.check();
        requireRegion(change.zone());
        int done = jdbc.sql("""
                        update organisation.site set name = cast(:name as jsonb), kind = :kind, country = :country,
                          province = :province, time_zone = :zone, latitude = :latitude, longitude = :longitude,
                          legal_entity_id = :entity, minerals = :minerals, operating_since = cast(:since as date),
                          acquired = cast(:acquired as date), closed = cast(:closed as date), version = version + 1
                        where id = :site and version = :version""")
                .param("name", change.name().json())
                .param("kind", change.kind())
                .param("country", change.country())
                .param("province", change.province())
                .param("zone", change.zone().getId())
                .param("latitude", change.latitude())
                .param("longitude", change.longitude())
                .param("entity", entity(change.legalEntity()))
                .param("minerals", change.minerals())
                .param("since", change.operatingSince())
                .param("acquired", change.acquired())
                .param("closed", change.closed())
                .param("site", site.value())
                .param("version", change.version())
                .update();
        if (done == 0) {
            throw new Conflict("site " + site);
        }
        trees.changed();
    }

    static void place(@Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {
        Rules.all(() -> degrees("latitude", latitude, 90), () -> degrees("longitude", longitude, 180));
    }

    private static void degrees(String field, @Nullable BigDecimal degrees, int most) {
        if (degrees != null && degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new Invalid(field, "organisation.invalid." + field);
        }
    }

    /// Only names of regions: `UTC+8` lies eight hours to the east for Java and eight to the west for PostgreSQL.
    private void requireRegion(ZoneId zone) {
        boolean known = ZoneId.getAvailableZoneIds().contains(zone.getId())
                && jdbc.sql("select exists (select from pg_timezone_names where name = :zone)")
                        .param("zone", zone.getId())
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
        if (!known) {
            throw new Invalid("timeZone", "organisation.invalid.zone", zone.getId());
        }
    }

    private @Nullable Integer entity(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return null;
        }
        return jdbc.sql("select id from organisation.legal_entity where code = :code")
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new Invalid("legalEntity", "ui.form.choice"));
    }

    @Transactional
    public FacilityId addFacility(NewFacility facility) {
        return facilities.add(facility, unitOf(facility.site()));
    }

    /// Puts a site into a boundary, or says why it is not counted.
    @Transactional
    public void member(NewMembership membership) {
        memberships.add(membership, unitOf(membership.site()));
    }

    /// From that day on the membership no longer holds; what was known before stays readable.
    @Transactional
    public void closeMembership(long id, LocalDate to, String reason) {
        memberships.close(id, to, reason);
    }

    @Transactional(readOnly = true)
    public SiteId byCode(String code) {
        return jdbc.sql("select id from organisation.site where code = :code")
                .param("code", code)
                .query((rs, _) -> new SiteId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("site " + code));
    }

    @Transactional(readOnly = true)
    public FacilityId facility(SiteId site, String code) {
        return facilities.byCode(site, code);
    }

    /// @throws NotHere when the site is outside what the person sees
    @Transactional(readOnly = true)
    public UnitId unitOf(SiteId site) {
        return jdbc.sql("select unit_id from organisation.site where id = :site")
                .param("site", site.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("site " + site));
    }
}
