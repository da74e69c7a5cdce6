import { errorMessage } from '@/shared/error-message';
import { ApiError } from '@/shared/http';
import { strings } from '@/shared/strings';

const words = strings.session;

const BY_REASON: Readonly<Record<string, string>> = {
  wrong_password: words.wrong,
  password_login_disabled: words.passwordOff,
  not_an_address: words.noAddress,
  oauth_refused: words.oauthRefused,
  oauth_failed: words.oauthFailed,
};

/** Why somebody was not let in, in words. */
export function refusal(error: unknown): string {
  if (!(error instanceof ApiError)) return errorMessage(error);
  const { reason = '', detail } = error.problem;
  const known = BY_REASON[reason];
  if (known !== undefined && reason === 'oauth_refused' && detail !== undefined) {
    return `${known} ${words.immichSaid(detail)}`;
  }
  if (known !== undefined) return known;
  return error.status === 401 ? words.wrong : errorMessage(error);
}
