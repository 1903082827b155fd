#if !__has_include(<openssl/ssl.h>)
#error "OpenSSL headers not found: install libssl-dev (Scripts/bootstrap.sh does)"
#endif
#include <openssl/ssl.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
