package org.verdite.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Facilities of sites: state of life, shape and responsible unit by dates.
@Component
public class Facilities {

    private final JdbcClient jdbc;
    private final Access access;
    private final Days days;
    private final ApplicationEventPublisher events;

    Facilities(JdbcClient jdbc, Access access, Days days, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.access = access;
        this.days = days;
        this.events = events;
    }

    FacilityId add(NewFacility facility, UnitId siteUnit) {
        access.require(Permission.ORGANISATION_EDIT, siteUnit);
        access.require(Permission.ORGANISATION_EDIT, facility.unit());
        Rules.code(facility.code());
        Rules.name("name", facility.name());
        Rules.oneOf("kind", facility.kind(), Rules.FACILITY_KINDS);
        Sites.place(facility.latitude(), facility.longitude());
        int id = Rules.saying(
                "code",
                () -> jdbc.sql("""
                        insert into organisation.facility (site_id, unit_id, code, name, kind, latitude, longitude)
                        values (:site, :unit, :code, cast(:name as jsonb), :kind, cast(:latitude as numeric),
                          cast(:longitude as numeric)) returning id""")
                        .param("site", facility.site().value())
                        .param("unit", facility.unit().value())
                        .param("code", facility.code())
                        .param("name", facility.name().json())
                        .param("kind", facility.kind())
                        .param("latitude", facility.latitude())
                        .param("longitude", facility.longitude())
                        .query((rs, _) -> rs.getInt(1))
                        .single());
        statement(id, facility.unit().value(), LocalDate.of(1900, 1, 1));
        return new FacilityId(id);
    }

    private void statement(int facility, int unit, LocalDate from) {
        jdbc.sql("""
                        insert into organisation.facility_responsibility (facility_id, unit_id, valid_from)
                        values (:facility, :unit, :from)""")
                .param("facility", facility)
                .param("unit", unit)
                .param("from", from)
                .update();
    }

    /// @param lifeState PLANNED, BUILDING, OPERATING, CARE, CLOSED or RESTORED
    @Transactional
    public void change(FacilityId facility, int version, LocalText name, String lifeState) {
        change(facility, version, name, lifeState, null);
    }

    /// @param legalEntity code of the legal entity that holds it; empty for none, null keeps what stands
    @Transactional
    public void change(
            FacilityId facility, int version, LocalText name, String lifeState, @Nullable String legalEntity) {
        access.require(Permission.ORGANISATION_EDIT, unitOf(facility));
        Rules.name("name", name);
        Rules.oneOf("lifeState", lifeState, Rules.LIFE_STATES);
        int done = jdbc.sql("""
                        update organisation.facility set name = cast(:name as jsonb), life_state = :state, version = version + 1,
                          legal_entity_id = case when :keeps then legal_entity_id else cast(:entity as int) end
                        where id = :id and version = :version""")
                .param("name", name.json())
                .param("state", lifeState)
                .param("keeps", legalEntity == null)
                .param("entity", entity(legalEntity))
                .param("id", facility.value())
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("facility " + facility);
        }
    }

    private @Nullable Integer entity(@Nullable String code) {
        return code == null || code.isBlank()
                ? null
                : jdbc.sql("select id from organisation.legal_entity where code = :code")
                        .param("code", code)
                        .query((rs, _) -> rs.getInt(1))
                        .optional()
                        .orElseThrow(() -> new Invalid("legalEntity", "ui.form.choice"));
    }

    /// From that day on another unit is responsible. Days to come are refused: the facility is seen by today's unit.
    @Transactional
    public void handOver(FacilityId facility, UnitId unit, LocalDate from) {
        UnitId before = unitOf(facility);
        access.require(Permission.ORGANISATION_EDIT, before);
        access.require(Permission.ORGANISATION_EDIT, unit);
        if (from.isAfter(days.today())) {
            throw new Invalid("from", "organisation.invalid.future");
        }
        var stands = jdbc.sql("""
                        update organisation.facility_responsibility set superseded_at = verdite.now()
                        where facility_id = :facility and superseded_at is null and valid_to is null and valid_from <= :from
                        returning unit_id, valid_from""")
                .param("facility", facility.value())
                .param("from", from)
                .query((rs, _) -> new Responsible(rs.getInt(1), rs.getObject(2, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new Invalid("from", "organisation.invalid.earlier"));
        if (stands.from().isBefore(from)) {
            jdbc.sql("""
                            insert into organisation.facility_responsibility (facility_id, unit_id, valid_from, valid_to)
                            values (:facility, :unit, :from, :to)""")
                    .param("facility", facility.value())
                    .param("unit", stands.unit())
                    .param("from", stands.from())
                    .param("to", from)
                    .update();
        }
        statement(facility.value(), unit.value(), from);
        jdbc.sql("update organisation.facility set unit_id = :unit, version = version + 1 where id = :id")
                .param("unit", unit.value())
                .param("id", facility.value())
                .update();
        jdbc.sql("update organisation.facility_geometry set unit_id = :unit where facility_id = :id")
                .param("unit", unit.value())
                .param("id", facility.value())
                .update();
        if (!before.equals(unit)) {
            // the new unit may have a permit of the same number
            Rules.saying("unit", () -> {
                events.publishEvent(new FacilityHandedOver(facility, before, unit));
                return true;
            });
        }
    }

    private record Responsible(int unit, LocalDate from) {}

    /// A new shape from that day on, until the next one that is already planned; the shapes before stay for their time.
    ///
    /// @param geojson a GeoJSON geometry, WGS 84
    @Transactional
    public void shape(FacilityId facility, String geojson, LocalDate from) {
        UnitId unit = unitOf(facility);
        access.require(Permission.ORGANISATION_EDIT, unit);
        Geometry.check(geojson);
        jdbc.sql("""
                        with ended as (
                          update organisation.facility_geometry set superseded_at = verdite.now()
                          where facility_id = :facility and superseded_at is null and valid_from <= :from
                            and (valid_to is null or valid_to > :from)
                          returning facility_id, unit_id, geojson, valid_from)
                        insert into organisation.facility_geometry (facility_id, unit_id, geojson, valid_from, valid_to)
                        select facility_id, unit_id, geojson, valid_from, :from from ended where valid_from < :from""").param("facility", facility.value()).param("from", from).update();
        jdbc.sql("""
                        insert into organisation.facility_geometry (facility_id, unit_id, geojson, valid_from, valid_to)
                        values (:facility, :unit, cast(:geojson as jsonb), :from, (select min(g.valid_from)
                          from organisation.facility_geometry g
                          where g.facility_id = :facility and g.superseded_at is null and g.valid_from > :from))""")
                .param("facility", facility.value())
                .param("unit", unit.value())
                .param("geojson", geojson)
                .param("from", from)
                .update();
    }

    FacilityId byCode(SiteId site, String code) {
        return jdbc.sql("select id from organisation.facility where site_id = :site and code = :code")
                .param("site", site.value())
                .param("code", code)
                .query((rs, _) -> new FacilityId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("facility " + code));
    }

    @Transactional(readOnly = true)
    public UnitId unitOf(FacilityId facility) {
        return jdbc.sql("select unit_id from organisation.facility where id = :id")
                .param("id", facility.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("facility " + facility));
    }
}
