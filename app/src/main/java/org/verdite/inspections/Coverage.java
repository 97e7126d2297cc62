package org.verdite.inspections;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;

/// What a programme's rules come to on a day: for each thing that must be covered, what was issued, what is planned and
/// what will be missed.
@Component
public class Coverage {

    private static final int MOST = 2_000;

    /// @param key the unit's id or the clause's number
    /// @param months of the year, each with how many were issued and how many are planned
    public record Line(String key, LocalText name, Cover cover, Month[] months) {}

    public record Month(int issued, int planned) {}

    public record Ruled(CoverageRule rule, List<Line> lines) {

        public long count(Cover.State state) {
            return lines.stream().filter(l -> l.cover().state() == state).count();
        }
    }

    /// @param day issued, or the last day planned
    private record Held(long id, int unit, InspectionKind kind, boolean issued, LocalDate day) {}

    private record Subject(String key, LocalText name) {}

    private final JdbcClient jdbc;
    private final Programmes programmes;

    Coverage(JdbcClient jdbc, Programmes programmes) {
        this.jdbc = jdbc;
        this.programmes = programmes;
    }

    /// @param today the reader's
    @Transactional(readOnly = true)
    public List<Ruled> of(int programme, LocalDate today) {
        var p = programmes.require(programme);
        var held = held(p.unit().value());
        var above = above(p.unit().value());
        var ruled = new ArrayList<Ruled>();
        for (var rule : programmes.rules(programme)) {
            var counted = counted(rule, held, above);
            ruled.add(new Ruled(
                    rule,
                    subjects(rule, p.unit().value()).stream()
                            .map(s -> line(rule, p.year(), today, s, counted.getOrDefault(s.key(), List.of())))
                            .toList()));
        }
        return List.copyOf(ruled);
    }

    private static Line line(CoverageRule rule, int year, LocalDate today, Subject subject, List<Cover.Visit> visits) {
        var months = new Month[12];
        for (int m = 1; m <= 12; m++) {
            int month = m;
            var inMonth = visits.stream()
                    .filter(v -> v.day().getYear() == year && v.day().getMonthValue() == month)
                    .toList();
            int issued = (int) inMonth.stream().filter(Cover.Visit::issued).count();
            months[m - 1] = new Month(issued, inMonth.size() - issued);
        }
        return new Line(subject.key(), subject.name(), Cover.of(rule, year, today, visits), months);
    }

    /// Everything that was issued or is to come below a unit.
    private List<Held> held(int unit) {
        return jdbc.sql("""
                        select id, unit_id, kind, state = 'ISSUED' as issued, coalesce(issued_on, planned_to) as day
                        from inspections.inspection
                        where state <> 'CANCELLED' and unit_id in (select organisation.pub_below(:unit, cast(verdite.now() as date)))
                        order by planned_from desc limit 20000""")
                .param("unit", unit)
                .query((rs, _) -> new Held(
                        rs.getLong("id"),
                        rs.getInt("unit_id"),
                        InspectionKind.valueOf(rs.getString("kind")),
                        rs.getBoolean("issued"),
                        rs.getObject("day", LocalDate.class)))
                .list();
    }

    /// Unit → the one above it, below the programme's unit, today.
    private Map<Integer, Integer> above(int unit) {
        var above = new HashMap<Integer, Integer>();
        jdbc.sql("""
                        select u.id, u.parent_id from organisation.pub_unit_on(cast(verdite.now() as date)) u
                        where u.id in (select organisation.pub_below(:unit, cast(verdite.now() as date))) and u.parent_id is not null""").param("unit", unit).query(rs -> {
            above.put(rs.getInt(1), rs.getInt(2));
        });
        return above;
    }

    /// Key of what is covered → the inspections that count for it. One at a site counts for its subsidiary too.
    private Map<String, List<Cover.Visit>> counted(CoverageRule rule, List<Held> held, Map<Integer, Integer> above) {
        var counted = new HashMap<String, List<Cover.Visit>>();
        var clauses = rule.per() == CoverageRule.Per.CLAUSE ? clauses(rule, held) : Map.<Long, List<String>>of();
        for (var h : held) {
            if (!rule.kinds().contains(h.kind())) {
                continue;
            }
            var visit = new Cover.Visit(h.issued(), h.day());
            if (rule.per() == CoverageRule.Per.CLAUSE) {
                clauses.getOrDefault(h.id(), List.of())
                        .forEach(c -> counted.computeIfAbsent(c, _ -> new ArrayList<>())
                                .add(visit));
            } else {
                for (Integer at = h.unit(); at != null; at = above.get(at)) {
                    counted.computeIfAbsent(at.toString(), _ -> new ArrayList<>())
                            .add(visit);
                }
            }
        }
        return counted;
    }

    /// Inspection → clauses of the rule's standard that its list asks by and, once issued, that it judged.
    private Map<Long, List<String>> clauses(CoverageRule rule, List<Held> held) {
        var clauses = new HashMap<Long, List<String>>();
        jdbc.sql("""
                        with asked as (
                          select e.id as edition, a.code, k.clause from (select distinct edition_id as id from inspections.inspection where id = any(:ids)) e
                          cross join lateral inspections.asked(e.id) a join inspections.criterion c on c.id = a.id
                          cross join lateral (
                            select c.clause where c.standard = :standard and c.standard_edition = :edition
                            union
                            select x ->> 'clause' from jsonb_array_elements(c.also) x
                            where x ->> 'standard' = :standard and x ->> 'edition' = :edition) k(clause))
                        select distinct i.id, a.clause from inspections.inspection i join asked a on a.edition = i.edition_id
                        where i.id = any(:ids) and (i.state <> 'ISSUED' or exists (select from inspections.observation o
                          where o.inspection_id = i.id and o.subject = a.code and o.answer in ('CONFORMS', 'DOES_NOT', 'OPPORTUNITY')))""")
                .param("ids", held.stream().map(Held::id).toArray(Long[]::new))
                .param("standard", rule.standard())
                .param("edition", rule.standardEdition())
                .query(rs -> {
                    clauses.computeIfAbsent(rs.getLong("id"), _ -> new ArrayList<>())
                            .add(rs.getString("clause"));
                });
        return clauses;
    }

    private List<Subject> subjects(CoverageRule rule, int unit) {
        return rule.per() == CoverageRule.Per.CLAUSE
                ? jdbc.sql("""
                                select k.clause as key, k.name from obligations.pub_clause k
                                where k.standard = :standard and k.edition = :edition and not exists (select from obligations.pub_clause x
                                  where x.standard = k.standard and x.edition = k.edition and x.clause like k.clause || '.%')
                                order by k.place limit :most""")
                        .param("standard", rule.standard())
                        .param("edition", rule.standardEdition())
                        .param("most", MOST)
                        .query((rs, _) -> new Subject(rs.getString("key"), Json.text(rs.getString("name"))))
                        .list()
                : jdbc.sql("""
                                select cast(u.id as text) as key, u.name from organisation.pub_unit_on(cast(verdite.now() as date)) u
                                where u.kind = :kind and u.id in (select organisation.pub_below(:unit, cast(verdite.now() as date)))
                                order by u.code limit :most""")
                        .param("kind", rule.per().name())
                        .param("unit", unit)
                        .param("most", MOST)
                        .query((rs, _) -> new Subject(rs.getString("key"), Json.text(rs.getString("name"))))
                        .list();
    }

    /// Inspections of a year below a unit, for the calendar: month → those planned or held in it.
    ///
    /// @param leader name, and how many are in the team with them
    public record Dated(
            long id,
            String number,
            String title,
            String language,
            InspectionKind kind,
            InspectionState state,
            LocalText where,
            LocalDate from,
            LocalDate to,
            @Nullable LocalText leader,
            int team) {}

    @Transactional(readOnly = true)
    public Map<Integer, List<Dated>> calendar(int programme) {
        var p = programmes.require(programme);
        var byMonth = new LinkedHashMap<Integer, List<Dated>>();
        jdbc.sql("""
                        select i.id, i.number, i.title, i.language, i.kind, i.state, u.name, i.planned_from, i.planned_to,
                          cast(organisation.pub_person_name(m.person_id) as text) as leader,
                          (select count(*) from inspections.member x where x.inspection_id = i.id and x.left_at is null and x.part <> 'OBSERVER') as team
                        from inspections.inspection i left join organisation.pub_unit u on u.id = i.unit_id
                        left join inspections.member m on m.inspection_id = i.id and m.part = 'LEADER' and m.left_at is null
                        where i.state <> 'CANCELLED' and i.planned_from between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                          and i.unit_id in (select organisation.pub_below(:unit, cast(verdite.now() as date)))
                        order by i.planned_from, i.id limit 1000""").param("year", p.year()).param("unit", p.unit().value()).query(rs -> {
            var from = rs.getObject("planned_from", LocalDate.class);
            String leader = rs.getString("leader");
            byMonth.computeIfAbsent(from.getMonthValue(), _ -> new ArrayList<>())
                    .add(new Dated(
                            rs.getLong("id"),
                            rs.getString("number"),
                            rs.getString("title"),
                            rs.getString("language"),
                            InspectionKind.valueOf(rs.getString("kind")),
                            InspectionState.valueOf(rs.getString("state")),
                            Json.text(rs.getString("name")),
                            from,
                            rs.getObject("planned_to", LocalDate.class),
                            leader == null ? null : Json.text(leader),
                            rs.getInt("team")));
        });
        return byMonth;
    }
}
