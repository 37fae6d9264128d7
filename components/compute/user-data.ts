import type { GroupSettings } from "./group-args";

/** EC2 takes 16 KiB before encoding [docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html]. */
const LIMIT_BYTES = 16_384;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

export interface UserDataArgs
  extends Pick<GroupSettings, "environment" | "bindings" | "parameterPrefix" | "startCommands"> {
  /** Name of the lifecycle hook that waits until the instance is ready. Default none: nothing waits. */
  readonly launchHook?: string;
}

/**
 * What an instance runs at its first start, base64. It installs a unit that writes `/etc/<service>.env` at every start
 * (an instance of a warm pool starts more than once, and a secret may have been rotated meanwhile), and then starts the
 * service. No secret is in here: values are fetched with the instance's own rights, in its own region.
 * @throws Error for a name that is no environment variable, or where it is too long for EC2
 */
export function userData(service: string, args: UserDataArgs): string {
  const script = firstStart(service, args);
  const bytes = Buffer.byteLength(script);
  if (bytes > LIMIT_BYTES) throw new Error(`user data of ${service} has ${bytes} bytes; EC2 takes ${LIMIT_BYTES}`);
  return Buffer.from(script).toString("base64");
}

function firstStart(service: string, args: UserDataArgs): string {
  return `#!/bin/bash
# Made by scalekit.
set -euo pipefail
mkdir -p /opt/scalekit
base64 -d > /opt/scalekit/settings <<'END'
${wrapped(settingsScript(service, args))}
END
chmod 0700 /opt/scalekit/settings
base64 -d > /etc/systemd/system/scalekit-settings.service <<'END'
${wrapped(unit(service))}
END
systemctl daemon-reload
systemctl enable scalekit-settings.service
/opt/scalekit/settings fetch
${args.startCommands}
if systemctl cat ${service}.service >/dev/null 2>&1; then systemctl enable ${service}.service && systemctl restart ${service}.service; fi
/opt/scalekit/settings ready
`;
}

const unit = (service: string): string => `[Unit]
Description=Settings of ${service}
Wants=network-online.target
After=network-online.target
Before=${service}.service

[Service]
Type=oneshot
RemainAfterExit=yes
# The first start runs them from user data, in step with what that does besides.
ExecCondition=/usr/bin/test -e /etc/${service}.env
ExecStart=/opt/scalekit/settings fetch
ExecStartPost=/opt/scalekit/settings ready

[Install]
WantedBy=multi-user.target
`;

/** Values are quoted as both systemd's EnvironmentFile and a shell read them. */
function settingsScript(service: string, args: UserDataArgs): string {
  const plain = Object.entries(args.environment).map(([name, value]) => `put ${variable(name)} ${shell(value)}`);
  const parameters = args.bindings.flatMap((binding) =>
    Object.entries(binding.parameters).map(
      ([name, parameter]) =>
        `put_from ${variable(name)} ssm get-parameter --with-decryption --name ${shell(parameter)} --query Parameter.Value`,
    ),
  );
  const secrets = args.bindings.flatMap((binding) =>
    Object.entries(binding.secrets).map(
      ([name, secret]) =>
        `put_from ${variable(name)} secretsmanager get-secret-value --secret-id ${shell(secret)} --query SecretString`,
    ),
  );
  const prefix = args.parameterPrefix;
  return `#!/bin/bash
# Made by scalekit: writes /etc/${service}.env from Parameter Store and Secrets Manager.
set -euo pipefail
umask 077
imds() { curl -sf -X GET -H "X-aws-ec2-metadata-token: $(curl -sf -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')" "http://169.254.169.254/latest/meta-data/$1"; }
again() { local pause=1; until "$@"; do [ "$pause" -le 64 ] || return 1; sleep "$pause"; pause=$((pause * 2)); done; }
AWS_DEFAULT_REGION="$(again imds placement/region)"; export AWS_DEFAULT_REGION
put() { local value="$2"; value="\${value//\\\\/\\\\\\\\}"; value="\${value//\\"/\\\\\\"}"; value="\${value//\\$/\\\\\\$}"; value="\${value//\\\`/\\\\\\\`}"; printf '%s="%s"\\n' "$1" "$value" >> "$file"; }
put_from() { local name="$1" value; shift; value="$(again aws --output text "$@")"; put "$name" "$value"; }
fetch() {
file="$(mktemp /etc/${service}.env.XXXXXX)"
${[...plain, ...parameters, ...secrets, ...(prefix === undefined ? [] : [underPrefix(prefix)])].join("\n")}
mv "$file" /etc/${service}.env
}
ready() {
${args.launchHook === undefined ? ":" : completeHook(args.launchHook)}
}
"$1"
`;
}

/** Names come by themselves first: values may hold anything. */
const underPrefix = (
  prefix: string,
): string => `names="$(again aws --output text ssm get-parameters-by-path --path ${shell(prefix)} --query 'Parameters[].[Name]')"
for name in $names; do
variable="\${name##*/}"
if [[ "$variable" =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]]; then put_from "$variable" ssm get-parameter --with-decryption --name "$name" --query Parameter.Value; fi
done`;

/**
 * Tells Auto Scaling that the instance is ready, where it waits for that: at a launch, into the warm pool and out of it.
 * A plain reboot waits for nothing.
 */
const completeHook = (hook: string): string => `local id group state
id="$(again imds instance-id)"
while true; do
read -r group state <<< "$(again aws --output text autoscaling describe-auto-scaling-instances --instance-ids "$id" --query 'AutoScalingInstances[0].[AutoScalingGroupName,LifecycleState]')"
case "$state" in
*Pending) sleep 5 ;;
*Pending:Wait) again aws autoscaling complete-lifecycle-action --lifecycle-hook-name ${shell(hook)} --auto-scaling-group-name "$group" --instance-id "$id" --lifecycle-action-result CONTINUE; return ;;
*) return ;;
esac
done`;

function variable(name: string): string {
  if (!VARIABLE.test(name)) throw new Error(`"${name}" cannot be the name of an environment variable`);
  return name;
}

const shell = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

const wrapped = (text: string): string =>
  Buffer.from(text)
    .toString("base64")
    .replace(/.{1,76}/g, "$&\n")
    .trimEnd();
