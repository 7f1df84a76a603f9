package org.levelread.readers;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/// Who is signed in, for the length of a session; carries no password.
///
/// @param securityVersion of the account when the session began
public record SignedIn(
        UUID accountId, String username, String displayName, Role role, boolean mustChangePassword, int securityVersion)
        implements UserDetails {

    static SignedIn of(Account account) {
        return new SignedIn(
                account.id(),
                account.username(),
                account.displayName(),
                account.role(),
                account.mustChangePassword(),
                account.securityVersion());
    }

    /// The role; none of them as long as the password is a one-time one, so that nothing but its change is
    /// reachable.
    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority(mustChangePassword ? "ROLE_NEWCOMER" : "ROLE_" + role.name()));
    }

    @Override
    public @Nullable String getPassword() {
        return null;
    }

    @Override
    public String getUsername() {
        return username;
    }
}
