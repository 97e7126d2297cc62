package org.verdite.monitoring.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.place.Position;
import org.verdite.monitoring.place.Position.Grid;
import org.verdite.monitoring.place.Positions;
import org.verdite.monitoring.place.Positions.Stated;
import org.verdite.monitoring.web.PointQueries.PointRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.form.Form;

/// Where a point lies, as it was surveyed.
@Controller
class PositionController {

    /// @param stated null where only latitude and longitude are known
    record PositionPage(
            PointRow point,
            @Nullable Stated stated,
            Form form,
            Map<String, String> systems,
            Map<String, String> bases,
            boolean mayEdit) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PositionJson(
            int point,
            @Nullable Position position,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable Instant recordedAt) {}

    record GridBody(
            Position.@Nullable System base,
            @Nullable BigDecimal east,
            @Nullable BigDecimal north,
            @Nullable BigDecimal x,
            @Nullable BigDecimal y,
            @Nullable BigDecimal rotation,
            @Nullable BigDecimal scale) {}

    record PositionBody(
            Position.@Nullable System system,
            @Nullable String zone,
            @Nullable BigDecimal x,
            @Nullable BigDecimal y,
            @Nullable GridBody grid,
            @Nullable String source) {}

    private final PointQueries points;
    private final Positions positions;
    private final Access access;
    private final Frames frames;

    PositionController(PointQueries points, Positions positions, Access access, Frames frames) {
        this.points = points;
        this.positions = positions;
        this.access = access;
        this.frames = frames;
    }

    /// `UTM 48N, 268 412.3 E, 2 889 102.0 N`, for the facts of a point.
    static String words(Stated stated, Texts t) {
        var p = stated.position();
        return t.of(
                "monitoring.position.words." + (p.system().geographic() ? "geographic" : "projected"),
                t.of("monitoring.position.system." + p.system()),
                p.zone(),
                t.number(p.x()),
                t.number(p.y()));
    }

    @GetMapping("/monitoring/points/{id}/position")
    public ModelAndView show(@PathVariable int id, HttpServletRequest request) {
        var point = points.require(id);
        return page(point, filled(point, positions.of(id).orElse(null)), request);
    }

    private static Form filled(PointRow point, @Nullable Stated stated) {
        if (stated == null) {
            return Form.empty()
                    .with("system", "WGS84")
                    .with("x", point.longitude())
                    .with("y", point.latitude());
        }
        var p = stated.position();
        var form = Form.empty()
                .with("system", p.system())
                .with("zone", p.zone())
                .with("x", p.x().toPlainString())
                .with("y", p.y().toPlainString())
                .with("source", p.source());
        var grid = p.grid();
        return grid == null
                ? form
                : form.with("base", grid.base())
                        .with("east", grid.east().toPlainString())
                        .with("north", grid.north().toPlainString())
                        .with("gridX", grid.x().toPlainString())
                        .with("gridY", grid.y().toPlainString())
                        .with("rotation", grid.rotation().toPlainString())
                        .with("scale", grid.scale().toPlainString());
    }

    private ModelAndView page(PointRow point, Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return new ModelAndView(
                "monitoring/web/position",
                "page",
                new PositionPage(
                        point,
                        positions.of(point.id()).orElse(null),
                        form,
                        Show.options(
                                t,
                                "monitoring.position.system.",
                                "WGS84",
                                "CGCS2000",
                                "UTM",
                                "CGCS2000_GK3",
                                "MINE_GRID"),
                        Show.options(t, "monitoring.position.system.", "UTM", "CGCS2000_GK3"),
                        access.may(Permission.MONITORING_EDIT, new UnitId(point.unitId()))));
    }

    @PostMapping("/monitoring/points/{id}/position")
    public ModelAndView state(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var point = points.require(id);
        access.require(Permission.MONITORING_EDIT, new UnitId(point.unitId()));
        var form = Form.of(params);
        try {
            var system = form.choice("system", Position.System.class);
            var position = new Position(
                    system,
                    form.optionalText("zone", 10),
                    form.number("x"),
                    form.number("y"),
                    system == Position.System.MINE_GRID
                            ? new Grid(
                                    form.choice("base", Position.System.class),
                                    form.number("east"),
                                    form.number("north"),
                                    form.number("gridX"),
                                    form.number("gridY"),
                                    form.number("rotation"),
                                    form.number("scale"))
                            : null,
                    form.optionalText("source", 500));
            form.check();
            positions.state(id, position);
        } catch (Invalid e) {
            var again = page(point, form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.position.stated");
        return new ModelAndView("redirect:/monitoring/points/" + id);
    }

    @GetMapping("/api/monitoring/points/{id}/position")
    @ResponseBody
    @Operation(summary = "Where a point lies, as it was surveyed, and in WGS 84")
    public PositionJson answer(@PathVariable int id) {
        var point = points.require(id);
        return positions
                .of(id)
                .map(s -> new PositionJson(id, s.position(), s.latitude(), s.longitude(), s.recordedAt()))
                .orElseGet(() -> new PositionJson(id, null, point.latitude(), point.longitude(), null));
    }

    @PutMapping("/api/monitoring/points/{id}/position")
    @ResponseBody
    @Operation(
            summary = "State where a point lies",
            description =
                    "system WGS84 or CGCS2000 (x longitude, y latitude), UTM (zone 48N), CGCS2000_GK3 (zone is the central meridian, 102), or"
                            + " MINE_GRID with its grid: base, where its origin lies there, what it is called in the grid, rotation in degrees clockwise,"
                            + " scale. WGS 84 for maps is computed.")
    public PositionJson put(@PathVariable int id, @RequestBody PositionBody body) {
        points.require(id);
        var grid = body.grid();
        positions.state(
                id,
                new Position(
                        Body.needed("system", body.system()),
                        Body.text(body.zone()),
                        Body.needed("x", body.x()),
                        Body.needed("y", body.y()),
                        grid == null
                                ? null
                                : new Grid(
                                        Body.needed("base", grid.base()),
                                        Body.needed("east", grid.east()),
                                        Body.needed("north", grid.north()),
                                        Body.needed("gridX", grid.x()),
                                        Body.needed("gridY", grid.y()),
                                        Body.needed("rotation", grid.rotation()),
                                        Body.needed("scale", grid.scale())),
                        Body.text(body.source())));
        return answer(id);
    }
}
