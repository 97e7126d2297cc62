package org.verdite.monitoring.place;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.place.Position.Grid;
import org.verdite.monitoring.place.Position.System;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;

/// Where points lie, as it was surveyed. What was stated before stays readable.
@Component
public class Positions {

    public record Stated(Position position, BigDecimal latitude, BigDecimal longitude, Instant recordedAt) {}

    private final JdbcClient jdbc;
    private final Access access;

    Positions(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Computes WGS 84 and puts the point there on maps.
    ///
    /// @throws Invalid naming the fields of {@link Position}
    @Transactional
    public void state(int point, Position position) {
        var unit = jdbc.sql("select unit_id from monitoring.point where id = :id for update")
                .param("id", point)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("point " + point));
        access.require(Permission.MONITORING_EDIT, unit);
        check(position);
        var at = Wgs84.of(position);
        jdbc.sql("""
                        update monitoring.point_position set superseded_at = verdite.now(), superseded_by = verdite.who()
                        where point_id = :point and superseded_at is null""").param("point", point).update();
        insert(point, unit, position, at);
        jdbc.sql("""
                        update monitoring.point set latitude = :latitude, longitude = :longitude, version = version + 1 where id = :id""")
                .param("latitude", degrees(at.latitude(), 6))
                .param("longitude", degrees(at.longitude(), 6))
                .param("id", point)
                .update();
    }

    private void insert(int point, UnitId unit, Position position, Wgs84.Degrees at) {
        var grid = position.grid();
        jdbc.sql("""
                        insert into monitoring.point_position (unit_id, point_id, system, base, zone, x, y, origin_east, origin_north, origin_x, origin_y,
                          rotation, scale, latitude, longitude, source)
                        values (:unit, :point, :system, :base, :zone, :x, :y, :east, :north, :gx, :gy, :rotation, :scale, :latitude, :longitude, :source)""")
                .param("unit", unit.value())
                .param("point", point)
                .param("system", position.system().name())
                .param("base", grid == null ? "" : grid.base().name())
                .param(
                        "zone",
                        position.system().geographic() ? "" : position.zone().strip())
                .param("x", position.x())
                .param("y", position.y())
                .param("east", grid == null ? null : grid.east(), Types.NUMERIC)
                .param("north", grid == null ? null : grid.north(), Types.NUMERIC)
                .param("gx", grid == null ? null : grid.x(), Types.NUMERIC)
                .param("gy", grid == null ? null : grid.y(), Types.NUMERIC)
                .param("rotation", grid == null ? null : grid.rotation(), Types.NUMERIC)
                .param("scale", grid == null ? null : grid.scale(), Types.NUMERIC)
                .param("latitude", degrees(at.latitude(), 7))
                .param("longitude", degrees(at.longitude(), 7))
                .param("source", position.source())
                .update();
    }

    private static BigDecimal degrees(double degrees, int decimals) {
        return BigDecimal.valueOf(degrees).setScale(decimals, RoundingMode.HALF_UP);
    }

    private static void check(Position position) {
        new Lengths()
                .most("zone", 10, position.zone())
                .most("source", 500, position.source())
                .check();
        var grid = position.grid();
        if ((position.system() == System.MINE_GRID) != (grid != null)) {
            throw new Invalid("system", "ui.form.choice");
        }
        if (grid != null) {
            if (grid.base() != System.UTM && grid.base() != System.CGCS2000_GK3) {
                throw new Invalid("base", "ui.form.choice");
            }
            if (grid.rotation().abs().compareTo(BigDecimal.valueOf(360)) > 0) {
                throw new Invalid("rotation", "ui.form.range", -360, 360);
            }
            if (grid.scale().doubleValue() < 0.9 || grid.scale().doubleValue() > 1.1) {
                throw new Invalid("scale", "ui.form.range", "0.9", "1.1");
            }
        }
    }

    /// What stands; empty where only latitude and longitude are known.
    @Transactional(readOnly = true)
    public Optional<Stated> of(int point) {
        return jdbc.sql("select * from monitoring.point_position where point_id = :point and superseded_at is null")
                .param("point", point)
                .query((rs, _) -> stated(rs))
                .optional();
    }

    private static Stated stated(ResultSet rs) throws SQLException {
        return new Stated(
                new Position(
                        System.valueOf(rs.getString("system")),
                        rs.getString("zone"),
                        rs.getBigDecimal("x"),
                        rs.getBigDecimal("y"),
                        grid(rs),
                        rs.getString("source")),
                rs.getBigDecimal("latitude"),
                rs.getBigDecimal("longitude"),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Grid grid(ResultSet rs) throws SQLException {
        return rs.getString("base").isEmpty()
                ? null
                : new Grid(
                        System.valueOf(rs.getString("base")),
                        rs.getBigDecimal("origin_east"),
                        rs.getBigDecimal("origin_north"),
                        rs.getBigDecimal("origin_x"),
                        rs.getBigDecimal("origin_y"),
                        rs.getBigDecimal("rotation"),
                        rs.getBigDecimal("scale"));
    }
}
