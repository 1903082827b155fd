#if !__has_include(<openssl/ssl.h>)
#error "OpenSSL headers not found: install libssl-dev (Scripts/bootstrap.sh does)"
#endif
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#if OPENSSL_VERSION_NUMBER < 0x30000000L
#error "OpenSSL 3.0 or newer is needed"
#endif

/* Swift imports no function-like macros; these wrappers give each one a name and a type. */

static inline int cssl_set_minimum_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_min_proto_version(context, version);
}
static inline int cssl_set_maximum_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_max_proto_version(context, version);
}
static inline void cssl_refuse_renegotiation(SSL_CTX *context) {
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
}
/* The name sent in the clear for servers with several certificates. */
static inline int cssl_set_server_name(SSL *ssl, const char *name) { return (int)SSL_set_tlsext_host_name(ssl, name); }
/* Makes an empty memory BIO say "try again" where it would say "end of stream". */
static inline void cssl_set_retry_when_empty(BIO *bio) { BIO_set_mem_eof_return(bio, -1); }
/* The errno value inside an error of the OpenSSL queue; 0 for an error of OpenSSL itself. */
static inline int cssl_system_error(unsigned long code) { return ERR_SYSTEM_ERROR(code) ? ERR_GET_REASON(code) : 0; }
/* Appends an intermediate certificate to the chain that is presented, with a reference of its own. */
static inline int cssl_add_chain_certificate(SSL_CTX *context, X509 *certificate) {
    return (int)SSL_CTX_add1_chain_cert(context, certificate);
}
/* Whether an error says only that a PEM text has no further part. */
static inline int cssl_is_end_of_pem(unsigned long code) {
    return ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE;
}
