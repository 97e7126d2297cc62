package org.verdite.organisation.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;
import org.verdite.organisation.Grants;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.Scope;
import org.verdite.ui.Frames;

/// Gives each request its scope: who acts, and the units they see; for pages and reads narrowed to the subtree of
/// `?unit=`. A unit that does not exist or lies outside gets 404.
class ScopeFilter extends OncePerRequestFilter {

    private final Grants grants;
    private final UnitTrees trees;
    private final Refusals refusals;
    private final Guests guests;

    ScopeFilter(Grants grants, UnitTrees trees, Refusals refusals, Guests guests) {
        this.grants = grants;
        this.trees = trees;
        this.refusals = refusals;
        this.guests = guests;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SecurityConfiguration.isStatic(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var scope = scope(request);
        if (scope == null) {
            if (known(SecurityContextHolder.getContext().getAuthentication())) {
                gone(request, response);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        response.setHeader("X-Request-Id", scope.request());
        if (!reached(scope, request, response)) {
            return;
        }
        String asked = request.getParameter("unit");
        if (asked != null && !asked.isEmpty() && reads(request)) {
            var narrowed = narrowed(scope, asked);
            if (narrowed == null) {
                refusals.say(request, response, HttpStatus.NOT_FOUND, "organisation.access.notHere");
                return;
            }
            request.setAttribute(Frames.UNIT, Integer.valueOf(asked));
            scope = narrowed;
        }
        within(scope, request, response, chain);
    }

    /// A guest's home is where their engagement is; what is not theirs is not there.
    private boolean reached(Scope scope, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Integer account = scope.account();
        // as the controllers understand it: written in another way it is the same page
        String path = UrlPathHelper.defaultInstance.getPathWithinApplication(request);
        if (account == null || guests.reaches(account, path)) {
            return true;
        }
        var start = guests.start();
        if (path.equals("/") && start.isPresent()) {
            response.sendRedirect(start.get());
            return false;
        }
        refusals.say(request, response, HttpStatus.NOT_FOUND, "organisation.access.notHere");
        return false;
    }

    private static boolean known(@Nullable Authentication proof) {
        return proof instanceof TokenAuthentication || proof != null && proof.getPrincipal() instanceof AccountHolder;
    }

    /// The account was disabled after it signed in.
    private void gone(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        refusals.say(request, response, HttpStatus.UNAUTHORIZED, "organisation.access.gone");
    }

    private static void within(Scope scope, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            scope.call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private @Nullable Scope scope(HttpServletRequest request) {
        Authentication proof = SecurityContextHolder.getContext().getAuthentication();
        if (proof instanceof TokenAuthentication t) {
            int account = t.token().account();
            String who = "token:" + t.token().id() + ":account:" + account;
            return scope(account, who, request, t.token().scope().equals("READ"));
        }
        if (proof != null && proof.isAuthenticated() && proof.getPrincipal() instanceof AccountHolder h) {
            return scope(h.account(), "account:" + h.account(), request, false);
        }
        return null;
    }

    private @Nullable Scope scope(int account, String who, HttpServletRequest request, boolean readOnly) {
        var holder = grants.holder(account);
        return holder == null
                ? null
                : new Scope(
                        who,
                        account,
                        holder.person(),
                        grants.units(account),
                        requestId(request),
                        readOnly,
                        readOnly ? new int[0] : grants.administered(account));
    }

    private @Nullable Scope narrowed(Scope scope, String asked) {
        if (!asked.matches("\\d{1,9}")) {
            return null;
        }
        int unit = Integer.parseInt(asked);
        var tree = trees.today();
        int[] units = scope.units();
        if (tree.node(unit) == null || units != null && Arrays.stream(units).noneMatch(u -> u == unit)) {
            return null;
        }
        return scope.narrowedTo(tree.subtree(unit));
    }

    private static boolean reads(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static String requestId(HttpServletRequest request) {
        String given = request.getHeader("X-Request-Id");
        return given != null && given.matches("[A-Za-z0-9._-]{1,64}")
                ? given
                : UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}
