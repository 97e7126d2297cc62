package org.verdite.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Builds the frame of a page from what the rooms above supply.
@Component
public class Frames {

    private static final Logger LOG = LoggerFactory.getLogger(Frames.class);

    /// The field in which every form says on which page it stands: what is posted comes back to that page's unit.
    static final String PAGE = "_page";

    /// Request attribute with the id of the unit a page is narrowed to, set where the scope is narrowed.
    public static final String UNIT = "verdite.unit";

    private final MessageSource messages;
    private final Clock clock;
    private final ObjectProvider<SignedIn> signedIn;
    private final ObjectProvider<UnitDirectory> units;
    private final ObjectProvider<MenuSource> menus;
    private final Badge badge;
    private final ObjectProvider<Bell> bells;
    private final ObjectProvider<Reach> reach;
    private final ObjectProvider<ResourceUrlProvider> assets;

    Frames(
            MessageSource messages,
            Clock clock,
            ObjectProvider<SignedIn> signedIn,
            ObjectProvider<UnitDirectory> units,
            ObjectProvider<MenuSource> menus,
            Badge badge,
            ObjectProvider<Bell> bells,
            ObjectProvider<Reach> reach,
            ObjectProvider<ResourceUrlProvider> assets) {
        this.messages = messages;
        this.clock = clock;
        this.signedIn = signedIn;
        this.units = units;
        this.menus = menus;
        this.badge = badge;
        this.bells = bells;
        this.reach = reach;
        this.assets = assets;
    }

    public Texts texts(HttpServletRequest request) {
        return new Texts(messages, RequestContextUtils.getLocale(request), Preferences.zone(request));
    }

    /// In the language that was asked for, `en` or `zh`, else in the reader's.
    public Texts texts(HttpServletRequest request, String language) {
        var reader = texts(request);
        return switch (language) {
            case "zh" -> texts(Locale.SIMPLIFIED_CHINESE, reader.zone());
            case "en" -> texts(Locale.ENGLISH, reader.zone());
            default -> reader;
        };
    }

    /// For what is written without a request, as a mail is.
    public Texts texts(Locale locale, ZoneId zone) {
        return new Texts(messages, locale, zone);
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
                who == null ? 0 : badge.waiting(who.account(), unit == null ? null : unit.id()),
                who == null ? null : bell(),
                who == null ? List.of() : menu(request.getRequestURI()),
                unit,
                unit == null ? List.of() : directory().path(unit.id()),
                flash(request),
                this::asset,
                t.of("ui.printed", t.time(clock.instant()), who == null ? "" : t.of(who.name()), path));
    }

    /// A frame even when what fills it fails as well: without menu and desk, as for nobody.
    public Frame inTrouble(HttpServletRequest request) {
        try {
            return of(request);
        } catch (RuntimeException e) {
            LOG.warn("The frame of an error page could not be filled", e);
            return new Frame(
                    texts(request),
                    Preferences.appearance(request),
                    path(request),
                    "_csrf",
                    "",
                    null,
                    false,
                    0,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    null,
                    this::asset,
                    "");
        }
    }

    private Frame.@Nullable Ringing bell() {
        var bell = bells.getIfAvailable();
        return bell == null || !reaches(bell.path()) ? null : new Frame.Ringing(bell.path(), bell.unread());
    }

    /// True for a page that the signed-in person can open at all.
    public boolean reaches(String path) {
        return reach.stream().allMatch(r -> r.reaches(path));
    }

    private UnitDirectory.@Nullable Unit unit(HttpServletRequest request) {
        Integer id = unitId(request);
        return id == null ? null : directory().unit(id);
    }

    private static @Nullable Integer unitId(HttpServletRequest request) {
        if (request.getAttribute(UNIT) instanceof Integer id) {
            return id;
        }
        if (reads(request)) {
            return null;
        }
        Integer own = Address.unit("?" + request.getQueryString());
        return own == null ? Address.unit(sentFrom(request)) : own;
    }

    /// Where a step leads: another page within the unit in which the step was taken.
    String within(HttpServletRequest request, String target) {
        var unit = unit(request);
        return Address.within(target, unit == null ? null : unit.id());
    }

    private static boolean reads(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private UnitDirectory directory() {
        return units.getObject();
    }

    private List<Frame.MenuGroup> menu(String here) {
        var entries = menus.stream()
                .flatMap(m -> m.entries().stream())
                .filter(e -> reaches(e.path()))
                .sorted(Comparator.comparingInt(MenuSource.Entry::order))
                .toList();
        var best = entries.stream()
                .filter(e -> e.covers(here) > 0)
                .max(Comparator.comparingInt(e -> e.covers(here)))
                .orElse(null);
        return Arrays.stream(Phase.values())
                .map(phase -> {
                    var items = entries.stream()
                            .filter(e -> e.phase() == phase)
                            .map(e -> new Frame.MenuItem(e.key(), e.path(), e.equals(best)))
                            .toList();
                    return new Frame.MenuGroup(phase, items, items.stream().anyMatch(Frame.MenuItem::here));
                })
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    /// Of a form that came back with its problems, the page it stands on: only that can be asked for again.
    private static String path(HttpServletRequest request) {
        String query = request.getQueryString();
        String own = request.getRequestURI() + (query == null ? "" : "?" + query);
        return reads(request) ? own : Address.ours(sentFrom(request), own);
    }

    /// A form too large to be read has no fields, and still gets its page.
    private static @Nullable String sentFrom(HttpServletRequest request) {
        try {
            return request.getParameter(PAGE);
        } catch (IllegalStateException e) {
            return null;
        }
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
