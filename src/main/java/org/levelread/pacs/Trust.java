package org.levelread.pacs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A hospital's own certificate authority.
final class Trust {
    private Trust() {}

    /// a context that trusts the certificates and no other
    ///
    /// @param pem one or several certificates between BEGIN CERTIFICATE and END CERTIFICATE
    /// @throws IllegalArgumentException in one sentence where there is none
    static SSLContext of(String pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(pem)) store.setCertificateEntry("ca-" + number++, certificate);
            if (number == 0) throw new CertificateException("none");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "The trusted certificates cannot be read: paste them in PEM form, from BEGIN CERTIFICATE to END"
                            + " CERTIFICATE.",
                    e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot make a TLS context", e);
        }
    }

    private static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
