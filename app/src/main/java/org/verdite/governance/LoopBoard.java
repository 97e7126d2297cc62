package org.verdite.governance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.UnitId;
import org.verdite.ui.Phase;

/// The loop's year of a unit, part by part: what it asked for, what is done, what is open. It is counted while the year
/// is open and kept as it was with its close.
@Component
public class LoopBoard {

    private final JdbcClient jdbc;
    private final List<LoopLines> rooms;
    private final Clock clock;

    LoopBoard(JdbcClient jdbc, List<LoopLines> rooms, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = List.copyOf(rooms);
        this.clock = clock;
    }

    /// As the rooms know it now.
    ///
    /// @param units the unit and all below it
    List<LoopLine> now(UnitId unit, int year, Integer[] units, LocalDate today, List<DutyStanding> duties) {
        var end = LocalDate.of(year, 12, 31);
        var asked = new FactSource.Asked(
                unit, year, units, LocalDate.of(year, 1, 1), end.isAfter(today) ? today : end, clock.instant());
        var lines = new ArrayList<LoopLine>();
        rooms.forEach(room -> lines.addAll(room.lines(asked)));
        boolean over = today.isAfter(end);
        for (var d : duties) {
            lines.add(
                    new LoopLine(d.phase(), d.code(), 1, d.settled() ? 1 : 0, over && !d.settled() ? 1 : 0, d.href()));
        }
        lines.sort(Comparator.comparing(LoopLine::phase));
        return List.copyOf(lines);
    }

    void keep(long closed, UnitId unit, List<LoopLine> lines) {
        jdbc.sql("""
                        insert into governance.closed_line (closed_id, unit_id, place, phase, code, required, done, late, href)
                        select :closed, :unit, l.place, l.phase, l.code, l.required, l.done, l.late, l.href
                        from unnest(:phases, :codes, :required, :done, :late, :hrefs) with ordinality
                          as l(phase, code, required, done, late, href, place)""")
                .param("closed", closed)
                .param("unit", unit.value())
                .param("phases", lines.stream().map(l -> l.phase().name()).toArray(String[]::new))
                .param("codes", lines.stream().map(LoopLine::code).toArray(String[]::new))
                .param("required", lines.stream().map(LoopLine::required).toArray(Long[]::new))
                .param("done", lines.stream().map(LoopLine::done).toArray(Long[]::new))
                .param("late", lines.stream().map(LoopLine::late).toArray(Long[]::new))
                .param("hrefs", lines.stream().map(LoopLine::href).toArray(String[]::new))
                .update();
    }

    /// As it was when the year was closed; empty for years closed before lines were kept.
    @Transactional(readOnly = true)
    public List<LoopLine> closed(long closed) {
        return jdbc.sql("select * from governance.closed_line where closed_id = :closed order by place")
                .param("closed", closed)
                .query(LoopBoard::line)
                .list();
    }

    private static LoopLine line(ResultSet rs, int row) throws SQLException {
        return new LoopLine(
                Phase.valueOf(rs.getString("phase")),
                rs.getString("code"),
                rs.getLong("required"),
                rs.getLong("done"),
                rs.getLong("late"),
                rs.getString("href"));
    }
}
