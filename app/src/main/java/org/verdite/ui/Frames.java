package org.verdite.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Builds the frame of a page from what the rooms above supply.
@Component
public class Frames {

    /// Request attribute with the id of the unit a page is narrowed to, set where the scope is narrowed.
    public static final String UNIT = "verdite.unit";

    private final MessageSource messages;
    private final Clock clock;
    private final ObjectProvider<SignedIn> signedIn;
    private final ObjectProvider<UnitDirectory> units;
    private final ObjectProvider<MenuSource> menus;
    private final ObjectProvider<DeskSource> desks;
    private final ObjectProvider<ResourceUrlProvider> assets;

    Frames(
            MessageSource messages,
            Clock clock,
            ObjectProvider<SignedIn> signedIn,
            ObjectProvider<UnitDirectory> units,
            ObjectProvider<MenuSource> menus,
            ObjectProvider<DeskSource> desks,
            ObjectProvider<ResourceUrlProvider> assets) {
        this.messages = messages;
        this.clock = clock;
        this.signedIn = signedIn;
        this.units = units;
        this.menus = menus;
        this.desks = desks;
        this.assets = assets;
    }

    public Texts texts(HttpServletRequest request) {
        return new Texts(messages, RequestContextUtils.getLocale(request), Preferences.zone(request));
    }

    public Frame of(HttpServletRequest request) {
        Texts t = texts(request);
        var who = Optional.ofNullable(signedIn.getIfAvailable())
                .map(SignedIn::who)
                .orElse(null);
        var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        String path = path(request);
        var unit = unit(request);
        return new Frame(
                t,
                Preferences.appearance(request),
                path,
                csrf == null ? "_csrf" : csrf.getParameterName(),
                csrf == null ? "" : csrf.getToken(),
                who,
                Optional.ofNullable(signedIn.getIfAvailable())
                        .map(SignedIn::demonstration)
                        .orElse(false),
                who == null ? 0 : desks.stream().mapToInt(DeskSource::waiting).sum(),
                who == null ? List.of() : menu(request.getRequestURI()),
                unit,
                unit == null ? List.of() : directory().path(unit.id()),
                flash(request),
                this::asset,
                t.of("ui.printed", t.time(clock.instant()), who == null ? "" : t.of(who.name()), path));
    }

    private UnitDirectory.@Nullable Unit unit(HttpServletRequest request) {
        return request.getAttribute(UNIT) instanceof Integer id ? directory().unit(id) : null;
    }

    private UnitDirectory directory() {
        return units.getObject();
    }

    private List<Frame.MenuGroup> menu(String here) {
        var entries = menus.stream()
                .flatMap(m -> m.entries().stream())
                .sorted(Comparator.comparingInt(MenuSource.Entry::order))
                .toList();
        String best = entries.stream()
                .map(MenuSource.Entry::path)
                .filter(p -> here.equals(p) || here.startsWith(p + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return Arrays.stream(Phase.values())
                .map(phase -> {
                    var items = entries.stream()
                            .filter(e -> e.phase() == phase)
                            .map(e -> new Frame.MenuItem(
                                    e.key(), e.path(), e.path().equals(best)))
                            .toList();
                    return new Frame.MenuGroup(phase, items, items.stream().anyMatch(Frame.MenuItem::here));
                })
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    private static String path(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static @Nullable Flash flash(HttpServletRequest request) {
        var flashes = RequestContextUtils.getInputFlashMap(request);
        return flashes != null && flashes.get("flash") instanceof Flash flash ? flash : null;
    }

    private String asset(String path) {
        var provider = assets.getIfAvailable();
        String versioned = provider == null ? null : provider.getForLookupPath(path);
        return versioned == null ? path : versioned;
    }
}
