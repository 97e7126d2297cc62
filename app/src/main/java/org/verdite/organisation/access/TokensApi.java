package org.verdite.organisation.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Days;
import org.verdite.organisation.Grants;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Role;
import org.verdite.organisation.Tokens;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;

/// Tokens, and who the bearer of one is.
@RestController
@Tag(name = "organisation")
class TokensApi {

    /// @param scope READ or WRITE (default)
    /// @param days until it expires, 1 to 366 (default 30)
    record NewToken(
            @Nullable String name,
            @Nullable String scope,
            @Nullable Integer days) {}

    record MadeToken(long id, String token, Instant expires) {}

    record TokenLine(
            long id,
            String name,
            String scope,
            Instant created,
            Instant expires,
            @Nullable Instant lastUsed) {}

    record TokenList(List<TokenLine> items) {
        static TokenList of(List<Tokens.Token> tokens) {
            return new TokenList(tokens.stream()
                    .map(t -> new TokenLine(t.id(), t.name(), t.scope(), t.created(), t.expires(), t.lastUsed()))
                    .toList());
        }
    }

    record Me(int account, String login, int person, Map<String, String> name, boolean readOnly, List<Place> roles) {}

    /// A role at a unit, and what it allows there and below.
    record Place(Role role, int unit, String unitCode, Map<String, String> unitName, List<Permission> permissions) {}

    private final Tokens tokens;
    private final Grants grants;
    private final UnitTrees trees;
    private final Days days;

    TokensApi(Tokens tokens, Grants grants, UnitTrees trees, Days days) {
        this.tokens = tokens;
        this.grants = grants;
        this.trees = trees;
        this.days = days;
    }

    @PostMapping("/api/organisation/tokens")
    @Operation(summary = "Make a token; its key is shown only now. Sign in with login and password (HTTP Basic).")
    ResponseEntity<MadeToken> make(@RequestBody(required = false) @Nullable NewToken wish) {
        String name = wish == null || wish.name() == null ? "API" : wish.name();
        String scope = wish == null || wish.scope() == null ? "WRITE" : wish.scope();
        Integer wished = wish == null ? null : wish.days();
        var made = tokens.make(name, scope, wished == null ? 30 : wished);
        return ResponseEntity.created(URI.create("/api/organisation/tokens/" + made.id()))
                .body(new MadeToken(made.id(), made.token(), made.expires()));
    }

    @GetMapping("/api/organisation/tokens")
    @Operation(summary = "My tokens, without their keys")
    TokenList mine() {
        return TokenList.of(tokens.mine());
    }

    @DeleteMapping("/api/organisation/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke one of my tokens")
    void revoke(@PathVariable long id) {
        tokens.revoke(id);
    }

    @GetMapping("/api/organisation/me")
    @Operation(summary = "Who I am, my roles and where they hold")
    Me me() {
        var scope = Scope.current();
        Integer account = scope.account();
        var holder = account == null ? null : grants.holder(account);
        if (holder == null) {
            throw new NotHere("me");
        }
        var tree = trees.today();
        var places = holder.grants().stream()
                .filter(g -> g.validOn(days.today()))
                .map(g -> {
                    var node = tree.node(g.unit());
                    return new Place(
                            g.role(),
                            g.unit(),
                            node == null ? "" : node.code(),
                            node == null ? Map.of() : node.name().texts(),
                            g.role().permissions().stream().sorted().toList());
                })
                .toList();
        return new Me(
                holder.account(), holder.login(), holder.person(), holder.name().texts(), scope.readOnly(), places);
    }
}
