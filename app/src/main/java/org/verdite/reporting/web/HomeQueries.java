package org.verdite.reporting.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.reporting.Progress;
import org.verdite.targets.Judgement;
import org.verdite.targets.Targets;
import org.verdite.ui.Json;

/// Reads how the sites and the loop stand. Everything is within the reader's scope; nothing is counted twice a page.
@Component
@Transactional(readOnly = true)
class HomeQueries {

    /// Items whose correction nobody has verified.
    private static final String UNVERIFIED =
            "i.state in ('OPEN', 'PLAN_SUBMITTED', 'IN_PROGRESS', 'DONE_SUBMITTED', 'CORRECTED', 'INEFFECTIVE')";

    private static final String SITES = """
            with recursive tree as materialized (
              select u.id, u.parent_id from organisation.pub_unit_on(:today) u
            ), below(site_id, unit_id) as (
              select s.id, s.unit_id from organisation.pub_site s
              union
              select b.site_id, t.id from below b join tree t on t.parent_id = b.unit_id
            ), item as materialized (
              select b.site_id, count(*) filter (where i.severity = 'CRITICAL') as critical,
                min(i.opened_on) filter (where i.severity = 'CRITICAL') as critical_since,
                count(*) filter (where i.deadline < :today) as overdue,
                min(i.deadline) filter (where i.deadline < :today) as overdue_since,
                (array_agg(i.id order by i.severity = 'CRITICAL' desc, i.deadline, i.id))[1] as item,
                (array_agg(i.owner_id order by i.severity = 'CRITICAL' desc, i.deadline, i.id))[1] as owner_id
              from rectification.pub_item i join below b on b.unit_id = i.unit_id
              where not i.investigation and i.succeeded_by is null and i.drawn is distinct from false and """ + " " + UNVERIFIED + """
               and (i.severity = 'CRITICAL' or i.deadline < :today)
              group by b.site_id
            ), exceeded as materialized (
              select e.site_id, count(*) filter (where e.acknowledged_at is null) as unacknowledged,
                min(d.started_day) filter (where e.acknowledged_at is null) as since,
                (array_agg(e.id order by e.started) filter (where e.acknowledged_at is null))[1] as exceedance,
                count(*) filter (where e.acknowledged_at is not null and e.state = 'ONGOING') as ongoing
              from monitoring.pub_exceedance e join monitoring.pub_exceedance_day d on d.id = e.id where e.kind = 'COMPLIANCE' group by e.site_id
            ), data as materialized (
              select p.site_id, count(*) as points, max(d.last_day) as last
              from monitoring.pub_point_status p left join monitoring.pub_point_day d on d.point_id = p.point_id group by p.site_id
            )
            select s.id, s.name, s.country, s.latitude, s.longitude, coalesce(i.critical, 0) as critical, i.critical_since,
              coalesce(e.unacknowledged, 0) as unacknowledged, e.since, cast(e.exceedance as bigint) as exceedance, coalesce(i.overdue, 0) as overdue,
              i.overdue_since, cast(i.item as bigint) as item, organisation.pub_person_name(i.owner_id) as owner, coalesce(e.ongoing, 0) as ongoing,
              coalesce(d.points, 0) as points, d.last
            from organisation.pub_site s
            left join item i on i.site_id = s.id
            left join exceeded e on e.site_id = s.id
            left join data d on d.site_id = s.id
            where (s.closed is null or s.closed > :today)
            order by s.code""";

    /// @param due actions due in the period
    /// @param inTime of them, done on or before their day
    record Done(LocalDate until, int due, int inTime) {}

    record Open(LocalDate on, int open, int overdue) {}

    record Judged(long judged, long within) {}

    record Findings(int found, int planned, int corrected, int verified, int effective) {}

    private final JdbcClient jdbc;
    private final Targets targets;
    private final Progress progress;
    private final Clock clock;

    HomeQueries(JdbcClient jdbc, Targets targets, Progress progress, Clock clock) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.progress = progress;
        this.clock = clock;
    }

    LocalDate today() {
        return progress.today();
    }

    public List<SiteState> sites() {
        LocalDate today = today();
        return jdbc.sql(SITES)
                .param("today", today)
                .query((rs, _) -> site(rs, today))
                .list();
    }

    private static SiteState site(ResultSet rs, LocalDate today) throws SQLException {
        @Nullable String owner = rs.getString("owner");
        return new SiteState(
                rs.getInt("id"),
                Json.text(rs.getString("name")),
                rs.getString("country"),
                rs.getDouble("latitude"),
                rs.getDouble("longitude"),
                rs.getInt("critical"),
                rs.getObject("critical_since", LocalDate.class),
                rs.getInt("unacknowledged"),
                rs.getObject("since", LocalDate.class),
                rs.getObject("exceedance", Long.class),
                rs.getInt("overdue"),
                rs.getObject("overdue_since", LocalDate.class),
                rs.getObject("item", Long.class),
                owner == null ? null : Json.text(owner),
                rs.getInt("ongoing"),
                rs.getInt("points"),
                rs.getObject("last", LocalDate.class),
                today);
    }

    /// The last day of the month before.
    LocalDate lastMonth() {
        return today().withDayOfMonth(1).minusDays(1);
    }

    /// Targets at the end of last month and today.
    public List<List<Judgement>> targets() {
        return targets.judgements(List.of(lastMonth(), today()), clock.instant());
    }

    /// Actions of the present year that were due so far; and the same at the end of last month.
    public List<Done> done() {
        return jdbc.sql("""
                with due as (
                  select a.due, a.state = 'DONE' as done, a.state = 'DONE' and a.done_on <= a.due as in_time from actions.pub_action a
                  where a.state <> 'CANCELLED' and a.due >= :first and a.due <= :now)
                select d.day, d.due, d.in_time from (
                  select count(*) filter (where due < :then or due = :then and done) as due_then,
                    count(*) filter (where due <= :then and in_time) as in_time_then,
                    count(*) filter (where due < :now or done) as due_now, count(*) filter (where in_time) as in_time_now
                  from due) n
                cross join lateral (values (1, cast(:then as date), n.due_then, n.in_time_then), (2, cast(:now as date), n.due_now, n.in_time_now))
                  as d(place, day, due, in_time)
                order by d.place""")
                .param("first", today().withDayOfYear(1))
                .param("then", lastMonth())
                .param("now", today())
                .query((rs, _) ->
                        new Done(rs.getObject("day", LocalDate.class), rs.getInt("due"), rs.getInt("in_time")))
                .list();
    }

    /// Items not yet verified and those past their deadline, as they stood on either day: later steps change no
    /// past.
    public List<Open> open() {
        return jdbc.sql("""
                select d.day, count(i.item_id) as open, count(i.item_id) filter (where i.deadline < d.day) as overdue
                from unnest(array[cast(:then as date), cast(:now as date)]) with ordinality as d(day, place)
                left join lateral rectification.pub_stood_on(d.day) i on """ + " " + UNVERIFIED + """
                 group by d.day, d.place order by d.place""")
                .param("then", lastMonth())
                .param("now", today())
                .query((rs, _) ->
                        new Open(rs.getObject("day", LocalDate.class), rs.getInt("open"), rs.getInt("overdue")))
                .list();
    }

    /// Results of the thirty days before a day that were judged, and those within their limits.
    public Judged judged(LocalDate until) {
        return jdbc.sql("select judged, within_limits + warning as within from monitoring.pub_judged(:from, :until)")
                .param("from", until.minusDays(29))
                .param("until", until)
                .query((rs, _) -> new Judged(rs.getLong("judged"), rs.getLong("within")))
                .single();
    }

    /// What became of the items opened this year.
    public Findings findings() {
        return jdbc.sql("""
                select count(*) as found,
                  count(*) filter (where i.state in ('IN_PROGRESS', 'DONE_SUBMITTED', 'CORRECTED', 'VERIFIED', 'CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED',
                    'INEFFECTIVE')) as planned,
                  count(*) filter (where i.state in ('DONE_SUBMITTED', 'CORRECTED', 'VERIFIED', 'CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'INEFFECTIVE')) as corrected,
                  count(*) filter (where i.state in ('VERIFIED', 'CLOSED_EFFECTIVE', 'INEFFECTIVE')) as verified,
                  count(*) filter (where i.state = 'CLOSED_EFFECTIVE') as effective
                from rectification.pub_item i
                where not i.investigation and i.state <> 'CANCELLED' and i.opened_on >= :first""")
                .param("first", today().withDayOfYear(1))
                .query((rs, _) -> new Findings(
                        rs.getInt("found"),
                        rs.getInt("planned"),
                        rs.getInt("corrected"),
                        rs.getInt("verified"),
                        rs.getInt("effective")))
                .single();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
