package org.levelread.readers;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/// Lets Spring Security ask the accounts.
@Component
class AccountAuthentication implements AuthenticationProvider {
    private final Accounts accounts;

    AccountAuthentication(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        Object password = asked.getCredentials();
        return switch (accounts.signIn(asked.getName(), password == null ? "" : password.toString())) {
            case SignIn.Granted granted -> CurrentAccount.authentication(granted.account());
            case SignIn.Locked locked -> throw new LockedException("locked until " + locked.until());
            case SignIn.Refused() -> throw new BadCredentialsException("user name or password is not right");
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
