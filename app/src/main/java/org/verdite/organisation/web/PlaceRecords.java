package org.verdite.organisation.web;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.RecordKey;
import org.verdite.trail.SqlRecords;
import org.verdite.ui.Texts;
import org.verdite.ui.UnitDirectory;

/// Units, sites and what stands beside them, by the names their histories call them.
@Component
class PlaceRecords extends SqlRecords {

    private final Directory directory;

    PlaceRecords(JdbcClient jdbc, Directory directory) {
        super(
                jdbc,
                Register.of("organisation.unit", """
                        select verdite.text(name, :language) as title, '/organisation/units/' || id as path from organisation.unit where id = :key""", """
                        select 'organisation.unit_state', id from organisation.unit_state where unit_id = :key order by id desc""", """
                        select 'organisation.edge', id from organisation.edge where unit_id = :key order by id desc""", """
                        select 'organisation.succession', id from organisation.succession where unit_id = :key or successor_id = :key order by id desc"""),
                Register.part("organisation.unit_state", """
                        select verdite.text(u.name, :language) as title, '/organisation/units/' || u.id as path
                        from organisation.unit_state x join organisation.unit u on u.id = x.unit_id where x.id = :key"""),
                Register.part("organisation.edge", """
                        select verdite.text(u.name, :language) as title, '/organisation/units/' || u.id as path
                        from organisation.edge x join organisation.unit u on u.id = x.unit_id where x.id = :key"""),
                Register.part("organisation.succession", """
                        select verdite.text(u.name, :language) as title, '/organisation/units/' || u.id as path
                        from organisation.succession x join organisation.unit u on u.id = x.unit_id where x.id = :key"""),
                Register.of("organisation.site", """
                        select verdite.text(name, :language) as title, '/organisation/sites/' || id as path from organisation.site where id = :key""", """
                        select 'organisation.membership', id from organisation.membership where site_id = :key order by id desc""", """
                        select 'organisation.facility', id from organisation.facility where site_id = :key order by id desc""", """
                        select 'organisation.facility_responsibility', r.id from organisation.facility_responsibility r
                        join organisation.facility f on f.id = r.facility_id where f.site_id = :key order by r.id desc""", """
                        select 'organisation.facility_geometry', g.id from organisation.facility_geometry g
                        join organisation.facility f on f.id = g.facility_id where f.site_id = :key order by g.id desc"""),
                Register.part("organisation.membership", """
                        select verdite.text(s.name, :language) as title, '/organisation/sites/' || s.id as path
                        from organisation.membership x join organisation.site s on s.id = x.site_id where x.id = :key"""),
                Register.of("organisation.facility", """
                        select verdite.text(name, :language) as title, '/organisation/facilities/' || id as path from organisation.facility where id = :key""", """
                        select 'organisation.facility_responsibility', id from organisation.facility_responsibility where facility_id = :key order by id desc""", """
                        select 'organisation.facility_geometry', id from organisation.facility_geometry where facility_id = :key order by id desc"""),
                Register.part("organisation.facility_responsibility", """
                        select verdite.text(f.name, :language) as title, '/organisation/facilities/' || f.id as path
                        from organisation.facility_responsibility x join organisation.facility f on f.id = x.facility_id where x.id = :key"""),
                Register.part("organisation.facility_geometry", """
                        select verdite.text(f.name, :language) as title, '/organisation/facilities/' || f.id as path
                        from organisation.facility_geometry x join organisation.facility f on f.id = x.facility_id where x.id = :key"""),
                Register.of("organisation.legal_entity", """
                        select verdite.text(name, :language) as title, '/organisation/legal-entities/' || id as path from organisation.legal_entity where id = :key""", """
                        select 'organisation.holding', id from organisation.holding where entity_id = :key or owner_id = :key order by id desc"""),
                Register.part("organisation.holding", """
                        select verdite.text(e.name, :language) as title, '/organisation/legal-entities/' || e.id as path
                        from organisation.holding x join organisation.legal_entity e on e.id = x.entity_id where x.id = :key"""),
                Register.of("organisation.roster", """
                        select name as title, '/organisation/rosters/' || id as path from organisation.roster where id = :key"""),
                Register.of("organisation.reorganisation", """
                        select number as title, '/organisation/reorganisations/' || id as path from organisation.reorganisation where id = :key"""),
                Register.of("organisation.boundary", """
                        select verdite.text(name, :language) as title, '' as path from organisation.boundary where code = :key""").named(),
                Register.of("organisation.calendar", """
                        select verdite.text(name, :language) as title, '/organisation/calendars/' || code as path
                        from organisation.calendar where code = :key""", """
                        select 'organisation.working_week', id from organisation.working_week where calendar = :key order by id desc""", """
                        select 'organisation.calendar_day', id from organisation.calendar_day where calendar = :key order by id desc""", """
                        select 'organisation.site_calendar', id from organisation.site_calendar where calendar = :key order by id desc""").named(),
                Register.part("organisation.working_week", """
                        select verdite.text(c.name, :language) as title, '/organisation/calendars/' || c.code as path
                        from organisation.working_week x join organisation.calendar c on c.code = x.calendar where x.id = :key"""),
                Register.part("organisation.calendar_day", """
                        select verdite.text(c.name, :language) as title, '/organisation/calendars/' || c.code as path
                        from organisation.calendar_day x join organisation.calendar c on c.code = x.calendar where x.id = :key"""),
                Register.part("organisation.site_calendar", """
                        select verdite.text(s.name, :language) as title, '/organisation/sites/' || s.id as path
                        from organisation.site_calendar x join organisation.site s on s.id = x.site_id where x.id = :key"""));
        this.directory = directory;
        codes("organisation.unitKind.", "organisation.unit.kind", "organisation.unit_state.kind");
        codes("organisation.siteKind.", "organisation.site.kind");
        codes("organisation.facilityKind.", "organisation.facility.kind");
        codes("organisation.lifeState.", "organisation.facility.life_state");
        codes("organisation.roster.state.", "organisation.roster.state");
        codes("organisation.reorganisation.state.", "organisation.reorganisation.state");
        codes("organisation.reorganisation.kind.", "organisation.reorganisation.kind");
        codes("organisation.standing.", "organisation.membership.standing");
    }

    /// A unit's name from memory, also on a page narrowed to a subtree below it.
    @Override
    public Optional<String> name(RecordKey row, Texts t) {
        if (row.place().equals("organisation.unit") && row.key().matches("\\d{1,9}")) {
            UnitDirectory.Unit unit = directory.unit(Integer.parseInt(row.key()));
            if (unit != null) {
                return Optional.of(t.of(unit.name()));
            }
        }
        return super.name(row, t);
    }
}
