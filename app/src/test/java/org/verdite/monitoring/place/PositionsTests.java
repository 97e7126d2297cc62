package org.verdite.monitoring.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Outfall;
import org.verdite.monitoring.place.Position.Grid;
import org.verdite.monitoring.place.Position.System;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;

/// Coordinates as they were surveyed, and in WGS 84.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class PositionsTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Positions positions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvcTester mvc;

    private static Position at(System system, String zone, String x, String y, @Nullable Grid grid) {
        return new Position(system, zone, new BigDecimal(x), new BigDecimal(y), grid, "");
    }

    private static Grid grid(String rotation, String scale) {
        return new Grid(
                System.CGCS2000_GK3,
                new BigDecimal("418000"),
                new BigDecimal("2888000"),
                new BigDecimal("1000"),
                new BigDecimal("2000"),
                new BigDecimal(rotation),
                new BigDecimal(scale));
    }

    /// Wikipedia, "Universal Transverse Mercator coordinate system": the CN Tower at 43°38′33.24″N 79°23′13.7″W.
    @Test
    void utm_is_read_with_its_zone_and_hemisphere() {
        var degrees = Wgs84.of(at(System.UTM, "17N", "630084", "4833438", null));
        assertThat(degrees.latitude()).isCloseTo(43.642567, within(0.00001));
        assertThat(degrees.longitude()).isCloseTo(-79.387139, within(0.00001));
        assertThat(Wgs84.of(at(System.UTM, "48s", "500000", "9000000", null)).longitude())
                .isCloseTo(105, within(1e-9));
    }

    /// Worked apart with Krüger's series to the third power of n on the ellipsoid of CGCS2000.
    @Test
    void gauss_krueger_is_read_with_its_central_meridian_and_with_or_without_the_number_of_its_zone() {
        var degrees = Wgs84.of(at(System.CGCS2000_GK3, "102", "418000", "2888000", null));
        assertThat(degrees.latitude()).isCloseTo(26.0984520, within(1e-7));
        assertThat(degrees.longitude()).isCloseTo(101.1802969, within(1e-7));
        assertThat(Wgs84.of(at(System.CGCS2000_GK3, "102", "34418000", "2888000", null)))
                .isEqualTo(degrees);
        assertThatThrownBy(() -> Wgs84.of(at(System.CGCS2000_GK3, "102", "35418000", "2888000", null)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Wgs84.of(at(System.CGCS2000_GK3, "103", "418000", "2888000", null)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_mine_grid_is_turned_scaled_and_moved_into_its_base() {
        assertThat(Wgs84.laid(grid("90", "1"), 1000, 2100))
                .as("its north points east")
                .containsExactly(new double[] {418100, 2888000}, within(1e-6));
        assertThat(Wgs84.laid(grid("0", "0.9996"), 1100, 2000))
                .containsExactly(new double[] {418099.96, 2888000}, within(1e-6));
        assertThat(Wgs84.of(at(System.MINE_GRID, "102", "1000", "2000", grid("17.5", "1"))))
                .isEqualTo(Wgs84.of(at(System.CGCS2000_GK3, "102", "418000", "2888000", null)));
    }

    @Test
    void what_was_given_is_kept_and_the_point_stands_on_maps_where_it_computes_to() {
        var outfall = new Outfall(g, jdbc, transaction);
        assertThatThrownBy(() -> g.lin.scope()
                        .run(() -> positions.state(outfall.point, at(System.WGS84, "", "101.2", "26.1", null))))
                .isInstanceOf(NotPermitted.class);
        g.zhou.scope().run(() -> positions.state(outfall.point, at(System.WGS84, "", "101.2", "26.1", null)));
        var answer = g.zhou.scope()
                .get(() -> mvc.post()
                        .uri("/monitoring/points/" + outfall.point + "/position")
                        .param("system", "CGCS2000_GK3")
                        .param("zone", "102")
                        .param("x", "418000")
                        .param("y", "2888000")
                        .param("source", "Survey of 2030")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .exchange());
        assertThat(answer).hasStatus(302);
        assertThat(outfall.rows(
                        "select latitude || ' ' || longitude from monitoring.point where id = " + outfall.point))
                .containsExactly("26.098452 101.180297");
        assertThat(outfall.rows("select system from monitoring.point_position where point_id = %d order by id"
                        .formatted(outfall.point)))
                .containsExactly("WGS84", "CGCS2000_GK3");
        assertThat(g.lin.scope()
                        .get(() -> mvc.get()
                                .uri("/monitoring/points/" + outfall.point)
                                .exchange()))
                .bodyText()
                .contains("418,000", "26.098452");
        assertThat(g.lin.scope()
                        .get(() -> mvc.get()
                                .uri("/api/monitoring/points/" + outfall.point + "/position")
                                .exchange()))
                .bodyJson()
                .extractingPath("$.position.zone")
                .isEqualTo("102");
        assertThat(g.zhou.scope()
                        .get(() -> mvc.post()
                                .uri("/monitoring/points/" + outfall.point + "/position")
                                .param("system", "UTM")
                                .param("zone", "61N")
                                .param("x", "418000")
                                .param("y", "2888000")
                                .with(SecurityMockMvcRequestPostProcessors.csrf())
                                .exchange()))
                .hasStatus(422)
                .bodyText()
                .contains("is no zone of UTM");
    }
}
