/**
 * Errors as the providers word them: status, `code` and `type` as documented, headers where they
 * send any. What one of them has no words for is told in the other's.
 */
const openai = (status, type, code, message, headers = {}) => ({
  status,
  headers,
  body: { error: { message, type, param: null, code } },
});

const anthropic = (status, type, message, headers = {}) => ({
  status,
  headers,
  body: { type: 'error', error: { type, message }, request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy' },
});

const INVALID = 'invalid_request_error';

const OPENAI = {
  'bad key': openai(401, INVALID, 'invalid_api_key', 'Incorrect API key provided.'),
  forbidden: openai(
    403,
    'request_forbidden',
    'unsupported_country_region_territory',
    'Country, region, or territory not supported',
  ),
  'no credit': openai(
    429,
    'insufficient_quota',
    'insufficient_quota',
    'You exceeded your current quota, please check your plan and billing details.',
  ),
  'spend cap': openai(
    400,
    INVALID,
    'billing_hard_limit_reached',
    'Billing hard limit has been reached',
  ),
  'unknown model': openai(
    404,
    INVALID,
    'model_not_found',
    'The model `scripted` does not exist or you do not have access to it.',
  ),
  'bad request': openai(400, INVALID, null, "Unsupported value: 'tools' does not fit."),
  'context too long': openai(
    400,
    INVALID,
    'context_length_exceeded',
    "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens.",
  ),
  'content policy': openai(
    400,
    'image_generation_user_error',
    'content_policy_violation',
    'Your request was rejected as a result of our safety system.',
  ),
  'too large': openai(413, INVALID, null, 'Request body too large'),
  'request timeout': openai(408, 'timeout', null, 'Request timed out.'),
  conflict: openai(409, 'conflict', null, 'The resource was updated by another request.'),
  'too early': openai(425, 'too_early', null, 'Too early.'),
  'rate limit': openai(
    429,
    'tokens',
    'rate_limit_exceeded',
    'Rate limit reached on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.',
  ),
  'larger than the rate limit': openai(
    429,
    'tokens',
    'rate_limit_exceeded',
    'Request too large on tokens per min (TPM): Limit 30000, Requested 40000.',
  ),
  'server error': openai(
    500,
    'server_error',
    null,
    'The server had an error while processing your request. Sorry about that!',
  ),
  unavailable: openai(503, 'server_error', null, 'The engine is currently overloaded.'),
  'gateway timeout': openai(504, 'server_error', null, 'Gateway time-out'),
  overloaded: openai(529, 'server_error', 'server_is_overloaded', 'Our servers are overloaded.'),
};

const ANTHROPIC = {
  'bad key': anthropic(401, 'authentication_error', 'invalid x-api-key'),
  forbidden: anthropic(
    403,
    'permission_error',
    'Your API key does not have permission to use the specified resource.',
  ),
  'no credit': anthropic(
    400,
    INVALID,
    'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  ),
  'spend cap': anthropic(
    400,
    INVALID,
    'You have reached your specified API usage limits. You will regain access on 2030-01-01 at 00:00 UTC.',
  ),
  'unknown model': anthropic(404, 'not_found_error', 'model: scripted'),
  'bad request': anthropic(400, INVALID, 'tools.0.input_schema: Field required'),
  'context too long': anthropic(400, INVALID, 'prompt is too long: 210000 tokens > 200000 maximum'),
  'content policy': anthropic(400, INVALID, 'Output blocked by content filtering policy'),
  'too large': anthropic(413, 'request_too_large', 'Request exceeds the maximum size'),
  'request timeout': anthropic(408, 'timeout_error', 'Request timed out'),
  conflict: anthropic(409, 'api_error', 'Conflict'),
  'too early': anthropic(425, 'api_error', 'Too early'),
  'rate limit': anthropic(
    429,
    'rate_limit_error',
    'This request would exceed your organization’s rate limit of 40,000 input tokens per minute.',
  ),
  'larger than the rate limit': anthropic(
    429,
    'rate_limit_error',
    'This request would exceed your organization’s rate limit of 40,000 input tokens per minute.',
  ),
  'server error': anthropic(500, 'api_error', 'Internal server error'),
  unavailable: anthropic(503, 'api_error', 'Service unavailable'),
  'gateway timeout': anthropic(504, 'timeout_error', 'The request timed out while processing.'),
  overloaded: anthropic(529, 'overloaded_error', 'Overloaded'),
};

const FAMILIES = { openai: OPENAI, anthropic: ANTHROPIC };

/**
 * @param {'openai' | 'anthropic'} family
 * @param {string} name
 */
export function errorOf(family, name) {
  const error = FAMILIES[family][name];
  if (error === undefined) throw new Error(`There is no error named "${name}".`);
  return error;
}
