package io.tailforge.generation.triton;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** PEM files made with the JDK's keytool: an authority, a server called localhost and a client it signed, and a stranger. */
record Certificates(Path folder) {
    private static final String PASSWORD = "only-a-test";

    static Certificates in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = Files.createDirectories(folder).resolve("keys.p12");
        keytool(store, "authority", "-ext", "bc:c=ca:true");
        keytool(store, "stranger", "-ext", "bc:c=ca:true");
        keytool(store, "server", "-signer", "authority", "-ext", "san=dns:localhost");
        keytool(store, "client", "-signer", "authority");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        for (String name : List.of("authority", "stranger", "server", "client")) {
            byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
            Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key));
            Files.writeString(
                    folder.resolve(name + ".pem"),
                    pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
        }
        return new Certificates(folder);
    }

    private static void keytool(Path store, String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(Arrays.asList(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }
}
