package org.verdite.targets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.AdmissionBar;

/// No contractor is admitted to a site in a year without a responsibility letter that it signed and that still tells
/// its shares as they are. The letter stands at the site's unit, below it or above it. Where there is none, the reason
/// leads to the step that comes next: a share to give, one to accept, the letter to make.
@Component
@Order(10)
class LetterBar implements AdmissionBar {

    /// Of each year of each that is asked about its letters as they stand, or one line without a letter and what there
    /// is of shares: one that waits to be accepted, one that was, one of the site's own that could be shared out.
    private static final String STANDING = """
            with asked as (select asked.*, y.year from\s""" + ROWS + """
               cross join lateral generate_series(date_part('year', asked.from_day)::int, date_part('year', asked.until_day - 1)::int) y(year)
            ), near as materialized (
              select u.unit_id as site_unit, w.id from (select distinct unit_id from asked) u
              cross join lateral (select id from organisation.pub_way_up(u.unit_id)
                union select organisation.pub_below(u.unit_id, verdite.now()::date)) w(id)
            ), shared as (
              select a.n, a.year, min(s.id) filter (where s.contractor_id = a.contractor_id and s.state in ('PROPOSED', 'COUNTERED')) as waits,
                min(s.id) filter (where s.contractor_id = a.contractor_id and s.state in ('ACCEPTED', 'EVALUATED')) as accepted,
                min(s.id) filter (where s.holder = 'UNIT' and s.unit_id = a.unit_id and s.state = 'ACCEPTED') as own
              from asked a join near on near.site_unit = a.unit_id
              join targets.share s on s.unit_id = near.id and s.state <> 'WITHDRAWN'
                and (s.contractor_id = a.contractor_id or s.holder = 'UNIT' and s.unit_id = a.unit_id)
              join targets.goal g on g.id = s.goal_id and g.due_year = a.year and g.state <> 'WITHDRAWN'
              group by a.n, a.year
            )
            select a.n, a.year, l.id, l.number, l.signed_at, h.waits, h.accepted, h.own,
              coalesce((select string_agg(x.share_id || ':' || x.words, ' ' order by x.share_id) from targets.letter_line x
                where x.letter_id = l.id), '')
              = coalesce((select string_agg(s.id || ':' || s.fingerprint, ' ' order by s.id) from targets.share s
                join targets.goal g on g.id = s.goal_id
                where s.unit_id = l.unit_id and s.contractor_id = l.contractor_id and g.due_year = l.year and g.state <> 'WITHDRAWN'
                  and s.state in ('ACCEPTED', 'EVALUATED')), '') as current
            from asked a left join shared h on h.n = a.n and h.year = a.year
            left join targets.letter l on l.contractor_id = a.contractor_id and l.year = a.year and l.superseded_at is null
              and exists (select from near where near.site_unit = a.unit_id and near.id = l.unit_id)
            order by a.n, a.year, l.id""";

    private final JdbcClient jdbc;

    LetterBar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Asked, List<Reason>> against(List<Asked> asked) {
        var against = new HashMap<Asked, List<Reason>>();
        jdbc.sql(STANDING).params(AdmissionBar.rows(asked)).query(rs -> {
            var one = asked.get(rs.getInt("n") - 1);
            if (rs.getString("number") == null) {
                add(against, one, next(rs));
            } else if (rs.getTimestamp("signed_at") == null) {
                add(against, one, letter(rs, "targets.admission.unsigned"));
            } else if (!rs.getBoolean("current")) {
                add(against, one, letter(rs, "targets.admission.changed"));
            }
        });
        return against;
    }

    private static void add(Map<Asked, List<Reason>> against, Asked one, Reason reason) {
        against.computeIfAbsent(one, _ -> new ArrayList<>()).add(reason);
    }

    private static Reason letter(ResultSet rs, String key) throws SQLException {
        return new Reason(
                "letter",
                key,
                List.of(rs.getString("number"), rs.getString("year")),
                "/targets/letters/" + rs.getLong("id"));
    }

    private static Reason next(ResultSet rs) throws SQLException {
        String year = rs.getString("year");
        if (rs.getObject("accepted") != null) {
            return new Reason("letter", "targets.admission.make", List.of(year), "/targets/letters?year=" + year);
        }
        if (rs.getObject("waits") != null) {
            return new Reason(
                    "share", "targets.admission.accept", List.of(year), "/targets/shares/" + rs.getLong("waits"));
        }
        String from = rs.getObject("own") == null
                ? "/targets/goals?year=" + year
                : "/targets/shares/" + rs.getLong("own") + "#shares";
        return new Reason("share", "targets.admission.none", List.of(year), from);
    }
}
